package dev.lince.benchmarks.visual;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Exact search among few vectors. */
final class Neighbours {
  private Neighbours() {}

  /** Indices of all {@code vectors}, the most similar to {@code query} first, ties by index. */
  static int[] ranked(float[] query, List<float[]> vectors) {
    double[] similarities = vectors.stream().mapToDouble(vector -> dot(query, vector)).toArray();
    return IntStream.range(0, vectors.size())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -similarities[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
