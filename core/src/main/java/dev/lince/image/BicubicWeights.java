package dev.lince.image;

/**
 * Which input samples make which output samples of one axis, as Pillow's 8-bit bicubic resampling
 * has it (python-pillow/Pillow, {@code src/libImaging/Resample.c}): Keys' cubic with a = −0.5,
 * widened by the scale when shrinking, normalised in double, then rounded to integers of 22 bits.
 */
final class BicubicWeights {
  /** Fraction bits of the integer weights: 32 less 8 for the sample and 2 for the overshoot. */
  static final int PRECISION_BITS = 22;

  private static final double A = -0.5;
  private static final double RADIUS = 2;

  private final int[] starts;
  private final int[][] weights;

  /**
   * Computes the weights of the outputs {@code from} to {@code from + count}.
   *
   * @param in number of input samples
   * @param extent how much of the input the whole output covers, counted from its start, in samples
   * @param out number of samples of the whole output
   */
  BicubicWeights(int in, double extent, long out, long from, int count) {
    starts = new int[count];
    weights = new int[count][];
    double scale = extent / out;
    double stretch = Math.max(scale, 1);
    double support = RADIUS * stretch;
    for (int i = 0; i < count; i++) {
      double centre = (from + i + 0.5) * scale;
      int start = Math.max(0, (int) (centre - support + 0.5));
      int end = Math.min(in, (int) (centre + support + 0.5));
      starts[i] = start;
      weights[i] = weigh(start - centre + 0.5, end - start, 1 / stretch);
    }
  }

  private static int[] weigh(double first, int count, double squeeze) {
    double[] exact = new double[count];
    double sum = 0;
    for (int j = 0; j < count; j++) {
      exact[j] = cubic((j + first) * squeeze);
      sum += exact[j];
    }
    int[] rounded = new int[count];
    for (int j = 0; j < count; j++) {
      double share = sum == 0 ? exact[j] : exact[j] / sum;
      rounded[j] = (int) (Math.copySign(0.5, share) + share * (1 << PRECISION_BITS));
    }
    return rounded;
  }

  /** In the reference's order of operations, on which the last bit depends. */
  private static double cubic(double x) {
    double d = Math.abs(x);
    if (d < 1) {
      return ((A + 2) * d - (A + 3)) * d * d + 1;
    }
    return d < 2 ? (((d - 5) * d + 8) * d - 4) * A : 0;
  }

  /** Number of outputs. */
  int count() {
    return starts.length;
  }

  /** The first input that output {@code i} reads. */
  int start(int i) {
    return starts[i];
  }

  /** The input after the last one that output {@code i} reads. */
  int end(int i) {
    return starts[i] + weights[i].length;
  }

  /** The weight of {@code input} in output {@code i}, which must read it. */
  int weight(int i, int input) {
    return weights[i][input - starts[i]];
  }
}
