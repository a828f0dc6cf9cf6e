package dev.lince.library;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The folders that are Lince's own to write pictures into, whether or not they are there yet.
 *
 * @param uploads pictures that people added; the library walks it as it does an image folder
 * @param incoming what is being written
 * @param trash what was taken out, and the slips that say how it comes back
 */
record LibraryPlaces(Path uploads, Path incoming, Path trash) {
  /** Below the data folder. */
  static LibraryPlaces below(Path data) {
    Path real = real(data);
    return new LibraryPlaces(
        real(real.resolve("uploads")), real.resolve("incoming"), real.resolve("trash"));
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException notThereYet) {
      return path.toAbsolutePath().normalize();
    }
  }

  /** Whether it is no place for {@code folder}'s own pictures, though it may lie below it. */
  boolean isOutOf(ImageFolder folder, Path path) {
    return path.startsWith(trash)
        || path.startsWith(incoming)
        || (path.startsWith(uploads) && !folder.folder().equals(uploads));
  }
}
