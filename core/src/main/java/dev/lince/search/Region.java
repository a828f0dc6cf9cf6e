package dev.lince.search;

import dev.lince.image.Raster;

/**
 * A rectangle of an upright picture, in fractions of its width and height, from its upper left
 * corner.
 *
 * @param x of its left side, 0 up to less than 1
 * @param y of its upper side, 0 up to less than 1
 * @param width more than 0; {@code x + width} is at most 1
 * @param height more than 0; {@code y + height} is at most 1
 */
public record Region(double x, double y, double width, double height) {
  /** The whole picture. */
  public static final Region WHOLE = new Region(0, 0, 1, 1);

  /** What decimals in a text may be beyond 1 by. */
  private static final double ROUNDING = 1e-6;

  /** Throws {@link IllegalArgumentException} for what is not inside a picture. */
  public Region {
    boolean inside =
        x >= 0
            && y >= 0
            && width > 0
            && height > 0
            && x < 1
            && y < 1
            && x + width <= 1 + ROUNDING
            && y + height <= 1 + ROUNDING;
    if (!inside) {
      throw new IllegalArgumentException(
          "The region is x %s, y %s, width %s, height %s; a rectangle inside the picture is allowed, in fractions from 0 to 1."
              .formatted(x, y, width, height));
    }
  }

  boolean isWhole() {
    return equals(WHOLE);
  }

  /** That part of a raster, outwards to whole pixels. */
  Raster of(Raster whole) {
    int left = (int) (x * whole.width());
    int top = (int) (y * whole.height());
    int right = outwards((x + width) * whole.width(), left, whole.width());
    int bottom = outwards((y + height) * whole.height(), top, whole.height());
    int columns = right - left;
    byte[] rgb = new byte[3 * columns * (bottom - top)];
    for (int row = top; row < bottom; row++) {
      int from = 3 * (row * whole.width() + left);
      System.arraycopy(whole.rgb(), from, rgb, 3 * columns * (row - top), 3 * columns);
    }
    return new Raster(columns, bottom - top, rgb);
  }

  private static int outwards(double end, int begin, int size) {
    return Math.clamp((long) Math.ceil(end - ROUNDING), begin + 1, size);
  }
}
