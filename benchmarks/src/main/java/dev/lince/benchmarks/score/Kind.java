package dev.lince.benchmarks.score;

import java.util.random.RandomGenerator;

/**
 * What is compared with what, and where the cosines of unrelated pictures lie then. Each query has
 * its own mean and deviation.
 */
enum Kind {
  WORDS("words, CLIP", .19, .015, .022),
  PICTURES("pictures, CLIP", .60, .05, .06),
  VISUAL("pictures, visual", .10, .04, .15);

  final String title;
  private final double mean;
  private final double meanSpread;
  private final double scale;

  Kind(String title, double mean, double meanSpread, double scale) {
    this.title = title;
    this.mean = mean;
    this.meanSpread = meanSpread;
    this.scale = scale;
  }

  double drawMean(RandomGenerator random) {
    return mean + meanSpread * random.nextGaussian();
  }

  double drawScale(RandomGenerator random) {
    return scale * (.8 + .4 * random.nextDouble());
  }
}
