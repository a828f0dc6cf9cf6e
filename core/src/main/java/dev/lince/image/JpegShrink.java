package dev.lince.image;

/**
 * How far a JPEG may shrink while it is read (libjpeg's scaled inverse DCT) so that what is made of
 * it hardly differs: measured, a mean difference of at most 0.45 levels after the resize to 224.
 */
final class JpegShrink {
  /** Twice the side that models look at: the resize after the shrink still has work to do. */
  private static final int MIN_SHORT_SIDE = 448;

  private JpegShrink() {}

  /** 8, 4, 2 or 1: what the sides are divided by. */
  static int of(JpegFile file, Orientation orientation) {
    int shortSide = Math.min(file.width(), file.height());
    for (int divisor = 8; divisor > 1; divisor /= 2) {
      if (shortSide / divisor >= MIN_SHORT_SIDE && keepsGeometry(file, orientation, divisor)) {
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
