package dev.lince.app.hostile;

import dev.lince.app.LinceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Lince as a process of its own, with half a gigabyte of heap, over pictures of strangers. */
final class Strangers implements BeforeAllCallback, AfterAllCallback {
  private final Map<String, byte[]> pictures;
  private @Nullable Path home;
  private @Nullable LinceProcess lince;

  /**
   * @param pictures by the names of their files
   */
  Strangers(Map<String, byte[]> pictures) {
    this.pictures = pictures;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    Path folder = Files.createTempDirectory("lince-strangers").toRealPath();
    home = folder;
    Path images = Files.createDirectories(folder.resolve("images"));
    for (Map.Entry<String, byte[]> picture : pictures.entrySet()) {
      Files.write(images.resolve(picture.getKey()), picture.getValue());
    }
    LinceProcess started =
        LinceProcess.serve(
            folder, "--embedder=visual", "--images=" + images, "--data=" + folder.resolve("data"));
    lince = started;
    started.awaitOutput("In step with the folders");
    started.awaitOutput("Lince is at");
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException, InterruptedException {
    lince().stop();
    lince().close();
    try (Stream<Path> files = Files.walk(Objects.requireNonNull(home))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  LinceProcess lince() {
    return Objects.requireNonNull(lince);
  }

  int port() {
    return lince().port();
  }

  Reply search(byte[] picture) throws IOException {
    return Wire.search(port(), picture);
  }

  Reply get(String path) throws IOException {
    return Wire.get(port(), path);
  }
}
