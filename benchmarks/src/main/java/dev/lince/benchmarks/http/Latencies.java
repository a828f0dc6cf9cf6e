package dev.lince.benchmarks.http;

import java.util.Arrays;
import java.util.Collection;

/** How long many things took, in milliseconds, shortest first. */
record Latencies(double[] millis) {
  Latencies {
    millis = millis.clone();
    Arrays.sort(millis);
  }

  static Latencies of(Collection<Double> millis) {
    return new Latencies(millis.stream().mapToDouble(Double::doubleValue).toArray());
  }

  int count() {
    return millis.length;
  }

  /**
   * @param share 0 to 1: 0.99 is what one in a hundred exceeds
   */
  double quantile(double share) {
    return millis.length == 0
        ? Double.NaN
        : millis[(int) Math.min(millis.length - 1, share * millis.length)];
  }
}
