package dev.lince.store.lucene;

import java.util.Comparator;

/**
 * A document with its exact similarity to the query.
 *
 * @param doc its number in the snapshot
 */
record Scored(int doc, int id, double similarity) {
  /** As {@link dev.lince.store.Hit#ORDER}. */
  static final Comparator<Scored> ORDER =
      Comparator.comparingDouble(Scored::similarity).reversed().thenComparingInt(Scored::id);
}
