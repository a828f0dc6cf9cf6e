package dev.lince.image;

/**
 * A decoded image: 8-bit RGB, upright.
 *
 * @param width of {@code rgb}, in pixels, at least 1
 * @param height of {@code rgb}, in pixels, at least 1
 * @param rgb {@code 3 * width * height} bytes, rows from the top, pixels from the left, red before
 *     green before blue, no padding; nobody writes to it after it was handed over
 * @param sourceWidth width of the image in its file, upright; larger than {@code width} where the
 *     decoder shrank the image while it read it. Preprocessing computes target sizes from the
 *     source's size, so that shrinking never moves the geometry
 * @param sourceHeight as {@code sourceWidth}
 */
public record Raster(int width, int height, byte[] rgb, int sourceWidth, int sourceHeight) {
  /** Throws {@link IllegalArgumentException} where sizes and bytes do not fit each other. */
  public Raster {
    if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "A raster of %d × %d pixels has %d bytes of RGB, not %d."
              .formatted(width, height, 3L * width * height, rgb.length));
    }
    if (sourceWidth < width || sourceHeight < height) {
      throw new IllegalArgumentException(
          "A raster of %d × %d pixels cannot come from a smaller image of %d × %d."
              .formatted(width, height, sourceWidth, sourceHeight));
    }
  }

  /** A raster that was not shrunk while it was read. */
  public Raster(int width, int height, byte[] rgb) {
    this(width, height, rgb, width, height);
  }
}
