package dev.lince.embed.visual;

import dev.lince.image.Raster;

/**
 * The working picture of all descriptors: a raster without its plain margins, reduced to about
 * {@value #SIDE} × {@value #SIDE} pixels of the same proportions.
 *
 * @param width in pixels; with {@code height} about {@value #SIDE}² pixels, proportions at most 4:1
 * @param height in pixels
 * @param luma brightness of ITU-R BT.601, 0 to 1, row by row
 * @param blue blue difference (Cb), −0.5 to 0.5
 * @param red red difference (Cr), −0.5 to 0.5
 */
record Canvas(int width, int height, float[] luma, float[] blue, float[] red) {
  private static final int SIDE = 128;
  private static final double LONGEST = 2;

  /** A raster whose sides are both twice as long or longer is first reduced by a whole number. */
  private static final int ENOUGH = 4 * SIDE;

  /** Time grows with the pixels of {@code source}, each of which is read once if it is large. */
  static Canvas of(Raster source) {
    int factor = Math.min(source.width(), source.height()) / ENOUGH;
    Raster raster = factor > 1 ? Resampler.reduced(source, factor) : source;
    Box whole = new Box(0, 0, raster.width(), raster.height());
    Box content = Margins.contentOf(Resampler.resample(raster, whole, SIDE, SIDE), whole);
    double stretch =
        Math.clamp(Math.sqrt(content.width() / content.height()), 1 / LONGEST, LONGEST);
    return Resampler.resample(
        raster, content, (int) Math.round(SIDE * stretch), (int) Math.round(SIDE / stretch));
  }

  /**
   * A rectangle of a raster, in its pixels; edges may lie inside a pixel.
   *
   * @param left edge, at least 0
   * @param top edge, at least 0
   * @param right edge, more than {@code left}
   * @param bottom edge, more than {@code top}
   */
  record Box(double left, double top, double right, double bottom) {
    double width() {
      return right - left;
    }

    double height() {
      return bottom - top;
    }
  }
}
