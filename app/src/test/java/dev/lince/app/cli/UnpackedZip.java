package dev.lince.app.cli;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;

/** Unpacks the zip that the build made as `unzip` does, with permissions and dates. */
final class UnpackedZip {
  private UnpackedZip() {}

  /** Unpacks it into {@code folder} and returns the one folder in it. */
  static Path into(Path folder) throws IOException {
    Path zip = Path.of(System.getProperty("lince.zip"));
    try (FileSystem inside =
            FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", "true"));
        Stream<Path> entries = Files.walk(inside.getPath("/"))) {
      for (Path entry : entries.skip(1).toList()) {
        Path file = folder.resolve(entry.toString().substring(1));
        if (Files.isDirectory(entry)) {
          Files.createDirectories(file);
        } else {
          Files.copy(entry, file, StandardCopyOption.COPY_ATTRIBUTES);
          Files.setPosixFilePermissions(file, Files.getPosixFilePermissions(entry));
        }
      }
    }
    try (Stream<Path> top = Files.list(folder)) {
      return top.toList().getFirst();
    }
  }
}
