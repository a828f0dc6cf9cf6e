package dev.lince.image;

import java.util.Locale;

/** The few sizes that thumbnails are made in, so that many wishes share one of them. */
public enum ThumbnailSize {
  PIXELS_128(128),
  PIXELS_256(256),
  PIXELS_512(512),
  PIXELS_1024(1024);

  /** The largest one, in pixels. */
  public static final int MOST_PIXELS = 1024;

  private final int pixels;

  ThumbnailSize(int pixels) {
    this.pixels = pixels;
  }

  /** What the longest side has at most. */
  public int pixels() {
    return pixels;
  }

  /**
   * The smallest size that is not below the wanted one.
   *
   * @param pixels 1 to {@value #MOST_PIXELS}, or else {@link IllegalArgumentException}
   */
  public static ThumbnailSize atLeast(int pixels) {
    if (pixels >= 1) {
      for (ThumbnailSize size : values()) {
        if (size.pixels >= pixels) {
          return size;
        }
      }
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "A thumbnail of %d pixels is not made; 1 to %d are allowed.",
            pixels,
            MOST_PIXELS));
  }
}
