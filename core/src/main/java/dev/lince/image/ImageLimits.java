package dev.lince.image;

/**
 * What the guard lets through to a decoder.
 *
 * @param maxBytes of the encoded image
 * @param maxPixels width times height, as the header says; a decoder needs 7 bytes a pixel, and up
 *     to 8 more for a progressive JPEG
 */
public record ImageLimits(long maxBytes, long maxPixels) {
  /** 32 MiB and 50 million pixels. */
  public static final ImageLimits DEFAULT = new ImageLimits(32L << 20, 50_000_000);

  /** Throws {@link IllegalArgumentException} where a limit is not positive. */
  public ImageLimits {
    if (maxBytes < 1 || maxPixels < 1) {
      throw new IllegalArgumentException(
          "Limits of %d bytes and %d pixels would refuse every image."
              .formatted(maxBytes, maxPixels));
    }
  }
}
