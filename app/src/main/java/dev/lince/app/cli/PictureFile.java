package dev.lince.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a picture that the command line names. */
final class PictureFile {
  /** Stands for standard input. */
  static final String STANDARD_INPUT = "-";

  private PictureFile() {}

  /**
   * Its bytes, of which nobody knows yet whether they are a picture.
   *
   * @throws CommandFailed where it cannot be read or has more than {@code maxBytes}
   */
  static byte[] read(String name, long maxBytes) {
    try (InputStream in =
        name.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(existing(name))) {
      byte[] bytes = in.readNBytes(Math.toIntExact(maxBytes) + 1);
      if (bytes.length > maxBytes) {
        throw new CommandFailed(
            "It has more than %,d bytes, which is the most that is read; LINCE_MAX_BYTES says how many."
                .formatted(maxBytes));
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new CommandFailed("There is no such file.", e);
    } catch (IOException e) {
      throw new CommandFailed("It cannot be read (%s).".formatted(e), e);
    }
  }

  private static Path existing(String name) {
    try {
      Path file = Path.of(name);
      if (Files.isDirectory(file)) {
        throw new CommandFailed("It is a folder; name pictures.");
      }
      return file;
    } catch (InvalidPathException e) {
      throw new CommandFailed("No file can have that name.", e);
    }
  }
}
