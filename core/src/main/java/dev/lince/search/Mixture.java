package dev.lince.search;

/**
 * Unrelated pictures and, to their right, related ones, whose cosines are taken for normal.
 *
 * @param unrelated how the unrelated ones are distributed
 * @param share what part of all they are, above 0 and at most 1
 * @param relatedMean the mean of the related ones; of no meaning where {@code share} is 1
 * @param relatedScale their standard deviation, above 0
 */
record Mixture(NullShape unrelated, double share, double relatedMean, double relatedScale) {
  private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

  static Mixture ofOne(NullShape unrelated) {
    return new Mixture(unrelated, 1, unrelated.location(), unrelated.scale());
  }

  double unrelatedDensity(double cosine) {
    return share * unrelated.density(cosine) / ROOT_TWO_PI;
  }

  double relatedDensity(double cosine) {
    if (share == 1) {
      return 0;
    }
    double deviation = (cosine - relatedMean) / relatedScale;
    return (1 - share) * Math.exp(-.5 * deviation * deviation) / (relatedScale * ROOT_TWO_PI);
  }

  /** What part of all lies above {@code cosine}. */
  double above(double cosine) {
    double one = share * Math.exp(unrelated.logTail(cosine));
    return share == 1
        ? one
        : one + (1 - share) * Math.exp(NormalTail.logAbove((cosine - relatedMean) / relatedScale));
  }

  /** How far the two are apart, in their mean standard deviations (the square mean of both). */
  double separation() {
    double scale = unrelated.scale();
    return (relatedMean - unrelated.location())
        / Math.sqrt((scale * scale + relatedScale * relatedScale) / 2);
  }
}
