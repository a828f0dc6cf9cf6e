package dev.lince.image;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of an encoded image say: enough to refuse it, or to decode it. Each format walks
 * its own structure once and decodes nothing.
 */
sealed interface ImageFile
    permits JpegFile, PngFile, GifFile, WebpFile, BmpFile, TiffFile, HeifFile, RawFile {
  FileBytes bytes();

  /** In pixels, as stored, at least 1; what a decoder would have to allocate. */
  int width();

  int height();

  /**
   * What a decoder has to allocate for at once; more than width by height where a part is larger.
   */
  default long decodedPixels() {
    return (long) width() * height();
  }

  /** Where the EXIF block lies, or null. */
  default @Nullable Span exif() {
    return null;
  }

  /** A stretch of the file's bytes that is known to lie inside it. */
  record Span(int from, int length) {}

  /** Throws {@link ImageRefused.Corrupt} where a side is not at least one pixel long. */
  static void requireSides(FileBytes bytes, long width, long height) {
    if (width < 1 || height < 1) {
      throw bytes.corrupt(
          String.format(Locale.ROOT, "its header says %d × %d pixels", width, height));
    }
  }
}
