package dev.lince.benchmarks.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for pictures, index and log, gone in the end. */
record Scratch(Path folder) implements AutoCloseable {
  static Scratch create() throws IOException {
    Scratch scratch = new Scratch(Files.createTempDirectory("lince-benchmark-"));
    Files.createDirectories(scratch.images());
    return scratch;
  }

  Path images() {
    return folder.resolve("images");
  }

  @Override
  public void close() throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.deleteIfExists(file);
    }
  }
}
