package dev.lince.image;

import dev.lince.image.ImageRefused.NotAnImage;
import dev.lince.image.ImageRefused.TooLarge;
import java.util.Locale;

/**
 * Lets through to a decoder only what is an image of a known type, complete, and within the limits;
 * all of that by walking the file's structure, without allocating anything of the picture's size.
 */
record ImageGuard(ImageLimits limits) {
  /**
   * The longest side that JPEG and GIF can say; rows of any length would be a way to exhaustion.
   */
  static final int MAX_SIDE = 65_535;

  /** What a raster's array can hold, whatever the limits say. */
  private static final long MAX_RASTER_PIXELS = (Integer.MAX_VALUE - 16) / 3;

  ImageFile open(byte[] bytes) {
    if (bytes.length > limits.maxBytes()) {
      throw new TooLarge(
          String.format(
              Locale.ROOT,
              "The image has %,d bytes; at most %,d are allowed.",
              bytes.length,
              limits.maxBytes()));
    }
    ImageType type = MagicBytes.typeOf(bytes);
    if (type == null) {
      throw new NotAnImage(
          String.format(
              Locale.ROOT,
              "The content is %s; Lince reads %s.",
              MagicBytes.nameOf(bytes),
              ImageType.ALL));
    }
    ImageFile file = read(new FileBytes(bytes, type));
    requireAllowedSize(file);
    return file;
  }

  private ImageFile read(FileBytes bytes) {
    return switch (bytes.type()) {
      case JPEG -> JpegFile.read(bytes);
      case PNG -> PngFile.read(bytes);
      case GIF -> GifFile.read(bytes);
      case WEBP -> WebpFile.read(bytes);
      case BMP -> BmpFile.read(bytes);
      case TIFF -> TiffFile.read(bytes);
      case HEIC, AVIF -> HeifFile.read(bytes);
      case RAW -> RawFile.read(bytes, limits);
    };
  }

  private void requireAllowedSize(ImageFile file) {
    long pixels = (long) file.width() * file.height();
    long allowed = Math.min(limits.maxPixels(), MAX_RASTER_PIXELS);
    if (pixels > allowed) {
      throw new TooLarge(
          String.format(
              Locale.ROOT,
              "The image has %d × %d = %,d pixels; at most %,d are allowed.",
              file.width(),
              file.height(),
              pixels,
              allowed));
    }
    if (file.decodedPixels() > allowed) {
      throw new TooLarge(
          String.format(
              Locale.ROOT,
              "The image is put together from parts of %,d pixels; at most %,d are allowed.",
              file.decodedPixels(),
              allowed));
    }
    if (Math.max(file.width(), file.height()) > MAX_SIDE) {
      throw new TooLarge(
          String.format(
              Locale.ROOT,
              "The image has %d × %d pixels; no side may be longer than %,d.",
              file.width(),
              file.height(),
              MAX_SIDE));
    }
  }
}
