package dev.lince.benchmarks.score;

import java.util.Arrays;

/** The plain mixture of two normal distributions, fitted by expectation and maximisation. */
final class TwoNormals {
  private static final int ROUNDS = 100;

  private TwoNormals() {}

  /**
   * The least value that more likely comes from the right one; infinite where Schwarz's criterion
   * (BIC) prefers a single one.
   */
  static double of(double[] sample) {
    double[] sorted = sample.clone();
    Arrays.sort(sorted);
    Fit one = new Fit(sorted, sorted.length);
    Fit best = one;
    for (double start : new double[] {.5, .8, .95, .99}) {
      Fit two = new Fit(sorted, (int) (start * sorted.length));
      if (two.logLikelihood > best.logLikelihood) {
        best = two;
      }
    }
    double price = 1.5 * Math.log(sorted.length);
    return best.logLikelihood - one.logLikelihood > price
        ? best.crossing()
        : Double.POSITIVE_INFINITY;
  }

  private static final class Fit {
    private final double[] sorted;
    private final double[] right;
    private final double[] share = new double[2];
    private final double[] mean = new double[2];
    private final double[] scale = new double[2];
    private double logLikelihood;

    Fit(double[] sorted, int left) {
      this.sorted = sorted;
      right = new double[sorted.length];
      Arrays.fill(right, left, sorted.length, 1);
      for (int round = 0; round < ROUNDS; round++) {
        maximise(0);
        maximise(1);
        weigh();
      }
    }

    private void maximise(int which) {
      double count = 1e-9;
      double sum = 0;
      for (int i = 0; i < sorted.length; i++) {
        count += weight(which, i);
        sum += weight(which, i) * sorted[i];
      }
      double squares = 0;
      for (int i = 0; i < sorted.length; i++) {
        double deviation = sorted[i] - sum / count;
        squares += weight(which, i) * deviation * deviation;
      }
      share[which] = count / sorted.length;
      mean[which] = sum / count;
      scale[which] = Math.sqrt(squares / count) + 1e-3 * (sorted[sorted.length - 1] - sorted[0]);
    }

    private double weight(int which, int i) {
      return which == 1 ? right[i] : 1 - right[i];
    }

    private void weigh() {
      logLikelihood = 0;
      for (int i = 0; i < sorted.length; i++) {
        double ofRight = density(1, sorted[i]);
        double all = ofRight + density(0, sorted[i]) + Double.MIN_NORMAL;
        right[i] = ofRight / all;
        logLikelihood += Math.log(all);
      }
    }

    private double density(int which, double x) {
      double deviation = (x - mean[which]) / scale[which];
      return share[which] / scale[which] * Math.exp(-.5 * deviation * deviation);
    }

    double crossing() {
      int upper = mean[1] > mean[0] ? 1 : 0;
      double x = mean[1 - upper];
      double step = (sorted[sorted.length - 1] - x) / 1000;
      for (int i = 0; i < 1000 && density(upper, x) <= density(1 - upper, x); i++) {
        x += step;
      }
      return x;
    }
  }
}
