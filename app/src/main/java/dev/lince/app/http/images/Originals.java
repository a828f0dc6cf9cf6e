package dev.lince.app.http.images;

import dev.lince.app.http.Refused;
import dev.lince.image.ImageRefused;
import dev.lince.library.LibraryFile;
import dev.lince.store.ImageRecord;
import java.io.IOException;
import java.nio.file.Files;

/**
 * The files of the library's pictures. Safe for use by several threads.
 *
 * @param maxBytes of a file that is read into memory
 */
record Originals(LibraryAccess access, long maxBytes) {

  /** Throws {@link Refused} with 404 where it is not there now. */
  LibraryFile find(ImageRecord image) {
    return access.ask((library, _) -> library.file(image.path())).orElseThrow(() -> away(image));
  }

  /**
   * Reads one whole.
   *
   * @throws ImageRefused.TooLarge where it has more bytes than are read
   * @throws Refused with 404 where it cannot be read
   */
  byte[] read(ImageRecord image) {
    LibraryFile file = find(image);
    if (file.bytes() > maxBytes) {
      throw new ImageRefused.TooLarge(
          "The picture has %,d bytes; at most %,d are read.".formatted(file.bytes(), maxBytes));
    }
    try {
      return Files.readAllBytes(file.file());
    } catch (IOException gone) {
      throw away(image);
    }
  }

  private static Refused away(ImageRecord image) {
    return new Refused(
        404,
        "The file of picture %d is not there now; its folder may be away.".formatted(image.id()));
  }
}
