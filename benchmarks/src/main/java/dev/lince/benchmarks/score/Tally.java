package dev.lince.benchmarks.score;

import java.util.List;

/**
 * How right a rule was on many results.
 *
 * @param precision of the confident ones, over the results that had any
 * @param recall over the results with something related
 * @param f1 over the same
 * @param empty how often nothing was confident where nothing was related
 */
record Tally(double precision, double recall, double f1, double empty) {
  static Tally of(List<Results> seen, Rule rule) {
    Mean precision = new Mean();
    Mean recall = new Mean();
    Mean f1 = new Mean();
    Mean empty = new Mean();
    for (Results results : seen) {
      int confident = rule.confident(results);
      if (results.present()) {
        double right = results.relatedAmong(confident);
        recall.add(right / Math.max(1, results.relatedAmong(results.related().length)));
        f1.add(results.f1(confident));
        if (confident > 0) {
          precision.add(right / confident);
        }
      } else {
        empty.add(confident == 0 ? 1 : 0);
      }
    }
    return new Tally(precision.value(), recall.value(), f1.value(), empty.value());
  }

  /** The mean of F1 and of how often an absent subject gets nothing, each counting half. */
  double balance() {
    return (f1 + empty) / 2;
  }

  private static final class Mean {
    private double sum;
    private int count;

    void add(double value) {
      sum += value;
      count++;
    }

    /** NaN of none. */
    double value() {
      return sum / count;
    }
  }
}
