package dev.lince.search;

/** How much of a normal distribution lies above a value; right in its far tail too. */
final class NormalTail {
  private static final double HALF_LOG_TWO_PI = .5 * Math.log(2 * Math.PI);

  /** Up to here the series is the quicker one of the two, above it the continued fraction. */
  private static final double SERIES_UP_TO = 2;

  private static final int FRACTION_TERMS = 60;

  private NormalTail() {}

  /**
   * The natural logarithm of the share above {@code z} standard deviations, to ten digits. By
   * NIST's Digital Library of Mathematical Functions: the series 7.6.2 near the middle, the
   * continued fraction 7.9.2 beyond.
   */
  static double logAbove(double z) {
    if (z > SERIES_UP_TO) {
      double fraction = z;
      for (int term = FRACTION_TERMS; term > 0; term--) {
        fraction = z + term / fraction;
      }
      return -.5 * z * z - HALF_LOG_TWO_PI - Math.log(fraction);
    }
    if (z < -SERIES_UP_TO) {
      return Math.log1p(-Math.exp(logAbove(-z)));
    }
    return Math.log(.5 - fromMiddle(z));
  }

  private static double fromMiddle(double z) {
    double term = z;
    double sum = z;
    for (int odd = 3; Math.abs(term) > 1e-17; odd += 2) {
      term *= z * z / odd;
      sum += term;
    }
    return sum * Math.exp(-.5 * z * z - HALF_LOG_TWO_PI);
  }
}
