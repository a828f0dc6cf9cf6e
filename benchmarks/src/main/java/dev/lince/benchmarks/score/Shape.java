package dev.lince.benchmarks.score;

import java.util.random.RandomGenerator;

/** How the cosines to unrelated pictures are spread: with mean 0 and standard deviation 1. */
enum Shape {
  NORMAL("normal") {
    @Override
    double draw(RandomGenerator random) {
      return random.nextGaussian();
    }
  },
  SKEWED("skewed right by 0.6") {
    @Override
    double draw(RandomGenerator random) {
      return gamma(random, .6);
    }
  },
  VERY_SKEWED("skewed right by 1") {
    @Override
    double draw(RandomGenerator random) {
      return gamma(random, 1);
    }
  },
  LEFT("skewed left by 0.4") {
    @Override
    double draw(RandomGenerator random) {
      return -gamma(random, .4);
    }
  },
  HEAVY("heavy tails (Student, 8)") {
    @Override
    double draw(RandomGenerator random) {
      double squares = 0;
      for (int i = 0; i < 8; i++) {
        double one = random.nextGaussian();
        squares += one * one;
      }
      return random.nextGaussian() / Math.sqrt(squares / 6);
    }
  },
  KIN("ever nearer kin") {
    @Override
    double draw(RandomGenerator random) {
      double kind = random.nextDouble();
      double nearer = kind < .7 ? 0 : kind < .9 ? .8 : kind < .98 ? 1.5 : 2;
      return (.9 * random.nextGaussian() + nearer - .32) / 1.09;
    }
  },
  STYLES("two styles, one nearer") {
    @Override
    double draw(RandomGenerator random) {
      return (random.nextGaussian() + (random.nextBoolean() ? 1.2 : -1.2)) / Math.sqrt(2.44);
    }
  };

  final String title;

  Shape(String title) {
    this.title = title;
  }

  abstract double draw(RandomGenerator random);

  /** Marsaglia and Tsang, A simple method for generating gamma variables, ACM TOMS 26, 2000. */
  private static double gamma(RandomGenerator random, double skew) {
    double shape = 4 / (skew * skew);
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double v = (1 + c * x) * (1 + c * x) * (1 + c * x);
      if (v > 0 && Math.log(random.nextDouble()) < .5 * x * x + d - d * v + d * Math.log(v)) {
        return (d * v - shape) / Math.sqrt(shape);
      }
    }
  }
}
