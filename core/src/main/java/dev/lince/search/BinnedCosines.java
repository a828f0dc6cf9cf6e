package dev.lince.search;

import java.util.Arrays;

/** Cosines counted in bins of one width, so that a fit's time does not grow with their number. */
final class BinnedCosines {
  private static final int BINS = 96;

  private final double[] centres;
  private final double[] counts;
  private final int total;
  private final double width;

  private BinnedCosines(double[] centres, double[] counts, int total, double width) {
    this.centres = centres;
    this.counts = counts;
    this.total = total;
    this.width = width;
  }

  /**
   * @param ascending at least two different values
   */
  static BinnedCosines of(double[] ascending) {
    double least = ascending[0];
    double width = (ascending[ascending.length - 1] - least) / BINS;
    double[] all = new double[BINS];
    for (double cosine : ascending) {
      all[Math.min(BINS - 1, (int) ((cosine - least) / width))]++;
    }
    int filled = 0;
    double[] centres = new double[BINS];
    double[] counts = new double[BINS];
    for (int bin = 0; bin < BINS; bin++) {
      if (all[bin] > 0) {
        centres[filled] = least + (bin + .5) * width;
        counts[filled++] = all[bin];
      }
    }
    return new BinnedCosines(
        Arrays.copyOf(centres, filled), Arrays.copyOf(counts, filled), ascending.length, width);
  }

  /** How many bins have a cosine. */
  int size() {
    return centres.length;
  }

  double centre(int bin) {
    return centres[bin];
  }

  double count(int bin) {
    return counts[bin];
  }

  int total() {
    return total;
  }

  /** The upper edge of a bin. */
  double end(int bin) {
    return centres[bin] + width / 2;
  }

  /** The standard deviation of values that all lie in one bin: nothing narrower can be told. */
  double resolution() {
    return width / Math.sqrt(12);
  }
}
