package dev.lince.search;

import java.util.Random;
import java.util.stream.IntStream;

/** Cosines of a known distribution: unrelated pictures as CLIP has them, and related ones. */
record DrawnCosines(Random random) {
  static final double MEAN = .6;
  static final double DEVIATION = .05;

  /** Normal, mean {@link #MEAN}, standard deviation {@link #DEVIATION}. */
  double[] normal(int count) {
    return IntStream.range(0, count).mapToDouble(_ -> at(random.nextGaussian())).toArray();
  }

  /** As {@link #normal}, but a share of them five standard deviations higher. */
  double[] withRelated(int count, double share) {
    return IntStream.range(0, count)
        .mapToDouble(i -> at((i < share * count ? 5 : 0) + random.nextGaussian()))
        .toArray();
  }

  /** The mean of four exponential ones, moved and stretched to the same moments: skewed by 1. */
  double[] skewed(int count) {
    return IntStream.range(0, count).mapToDouble(_ -> at((exponentials() - 4) / 2)).toArray();
  }

  private double exponentials() {
    double product = 1;
    for (int i = 0; i < 4; i++) {
      product *= 1 - random.nextDouble();
    }
    return -Math.log(product);
  }

  static double at(double deviations) {
    return MEAN + DEVIATION * deviations;
  }
}
