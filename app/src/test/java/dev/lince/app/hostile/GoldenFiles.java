package dev.lince.app.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The pictures and the broken files that core's tests keep, whatever formats they come to have. */
final class GoldenFiles {
  private static final Path FOLDER =
      Path.of("..", "core", "src", "test", "resources", "golden").toAbsolutePath().normalize();

  private GoldenFiles() {}

  static List<Path> pictures() {
    return files(FOLDER.resolve("images"));
  }

  static List<Path> broken() {
    return files(FOLDER.resolve("bad"));
  }

  static Path picture(String name) {
    return FOLDER.resolve("images").resolve(name);
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] broken(String name) {
    return bytes(FOLDER.resolve("bad").resolve(name));
  }

  /** What the list beside the broken files says of one. */
  static boolean mustBeRefused(Path broken) {
    for (JsonNode row :
        JsonMapper.shared().readTree(bytes(FOLDER.resolve("bad.json"))).get("bad")) {
      if (row.get("file").asString().endsWith("/" + broken.getFileName())) {
        return row.get("expected").asString().equals("rejected");
      }
    }
    throw new IllegalArgumentException("bad.json says nothing of %s.".formatted(broken));
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
