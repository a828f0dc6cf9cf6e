package dev.lince.embed.visual;

/**
 * The direction of a vector, by plain arithmetic that gives the same bits on every machine, which
 * {@link Math#atan2} does not promise.
 */
final class Angle {
  private Angle() {}

  /**
   * The direction of (x, y) in turns, 0 to below 1, within 0.0001; 0 for (0, 0). The polynomial is
   * 4.4.49 of M. Abramowitz, I. Stegun, «Handbook of Mathematical Functions».
   */
  static float turns(float x, float y) {
    float wide = Math.abs(x);
    float tall = Math.abs(y);
    float larger = Math.max(wide, tall);
    if (larger == 0) {
      return 0;
    }
    float t = Math.min(wide, tall) / larger;
    float s = t * t;
    float eighth =
        t * (.9998660f + s * (-.3302995f + s * (.1801410f + s * (-.0851330f + s * .0208351f))));
    float quarter = eighth * (float) (.5 / Math.PI);
    if (tall > wide) {
      quarter = .25f - quarter;
    }
    float half = x < 0 ? .5f - quarter : quarter;
    float turn = y < 0 ? 1 - half : half;
    return turn < 1 ? turn : 0;
  }
}
