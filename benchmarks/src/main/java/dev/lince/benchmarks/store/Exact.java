package dev.lince.benchmarks.store;

import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.IntPredicate;
import org.apache.lucene.util.VectorUtil;

/** Compares a query with every vector in memory, in single precision with SIMD. */
final class Exact {
  private final float[][] vectors;

  Exact(float[][] vectors) {
    this.vectors = vectors;
  }

  private record Found(int index, float dot) {}

  /** The numbers of the k nearest among those that count. */
  Set<Integer> nearest(float[] query, int k, IntPredicate counts) {
    PriorityQueue<Found> best = new PriorityQueue<>(Comparator.comparingDouble(Found::dot));
    for (int i = 0; i < vectors.length; i++) {
      if (counts.test(i)) {
        float dot = VectorUtil.dotProduct(query, vectors[i]);
        if (best.size() < k) {
          best.add(new Found(i, dot));
        } else if (dot > best.element().dot()) {
          best.remove();
          best.add(new Found(i, dot));
        }
      }
    }
    Set<Integer> nearest = new HashSet<>();
    best.forEach(found -> nearest.add(found.index()));
    return nearest;
  }
}
