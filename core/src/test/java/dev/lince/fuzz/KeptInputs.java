package dev.lince.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The inputs that once were found, or were a good start: each one stays a test for ever. */
public final class KeptInputs {
  private static final Path ALL = Path.of("src", "test", "resources", "fuzz");

  private KeptInputs() {}

  /** Where a target's inputs lie. */
  public static Path folder(FuzzTarget target) {
    return ALL.resolve(target.folder());
  }

  /** Gives the target each of its inputs, with the file's name in what a fault says. */
  public static void replay(FuzzTarget target) throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder(target))) {
      files = listed.sorted().toList();
    }
    if (files.isEmpty()) {
      throw new AssertionError("%s holds no input.".formatted(folder(target)));
    }
    for (Path file : files) {
      try {
        target.take(Files.readAllBytes(file));
      } catch (Exception | AssertionError fault) {
        throw new AssertionError("%s failed on %s.".formatted(target.name(), file), fault);
      }
    }
  }
}
