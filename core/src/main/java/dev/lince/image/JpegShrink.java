package dev.lince.image;

/**
 * How far a JPEG may shrink while it is read, by libjpeg's scaled inverse DCT: to a half, a quarter
 * or an eighth of its sides.
 */
@FunctionalInterface
interface JpegShrink {
  /** Every pixel. */
  JpegShrink NONE = (file, orientation) -> 1;

  /**
   * So that what models see of it hardly differs: the short side keeps 448 pixels, twice of what
   * they look at, so that the resize after the shrink still has work to do. Measured, a mean
   * difference of at most 0.45 levels after the resize to 224.
   */
  JpegShrink FOR_MODELS =
      (file, orientation) -> largest(file, orientation, Math.min(file.width(), file.height()), 448);

  /** The long side keeps that many pixels, at least. */
  static JpegShrink keepingLongSide(int pixels) {
    return (file, orientation) ->
        largest(file, orientation, Math.max(file.width(), file.height()), pixels);
  }

  /** 8, 4, 2 or 1: what the sides are divided by. */
  int divisor(JpegFile file, Orientation orientation);

  private static int largest(JpegFile file, Orientation orientation, int side, int least) {
    for (int divisor = 8; divisor > 1; divisor /= 2) {
      if (side / divisor >= least && keepsGeometry(file, orientation, divisor)) {
        return divisor;
      }
    }
    return 1;
  }

  /**
   * A side that the divisor does not divide ends in a pixel that only part of the picture lies in.
   * That pixel must stay at the far end, where {@code sourceWidth / divisor} leaves it out; an axis
   * that runs backwards would bring it to the front.
   */
  private static boolean keepsGeometry(JpegFile file, Orientation orientation, int divisor) {
    return (!orientation.backwardsX || file.width() % divisor == 0)
        && (!orientation.backwardsY || file.height() % divisor == 0);
  }

  /** A side after shrinking. */
  static int side(int stored, int divisor) {
    return (stored + divisor - 1) / divisor;
  }
}
