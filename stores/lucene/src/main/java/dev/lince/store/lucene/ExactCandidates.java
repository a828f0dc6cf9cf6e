package dev.lince.store.lucene;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.LongHeap;
import org.apache.lucene.util.NumericUtils;

/**
 * Compares a vector with every one that counts, by Lucene's fast single-precision scores, and keeps
 * whatever may be among the k nearest in double precision: the k best scores, and everything so
 * close behind them that rounding alone may have put it there.
 */
final class ExactCandidates {
  /** Similarities end at 1, so whatever scores more than that is as good as it. */
  private static final double SCORE_OF_SIMILARITY_1 = 1;

  private int[] docs = new int[64];
  private float[] scores = new float[64];
  private int size;

  private ExactCandidates() {}

  /** The documents, in their order. */
  static int[] of(FloatVectorValues values, AcceptDocs accepted, float[] target, int k)
      throws IOException {
    ExactCandidates all = new ExactCandidates();
    all.scoreAll(values.scorer(target), accepted.iterator());
    return all.atLeast(all.best(k) - slack(target.length));
  }

  /**
   * Twice the largest error of a score, (1 + a·b) / 2, and half of what similarities are rounded
   * to. Summing n products of unit vectors in single precision, in any order, is off by at most
   * about n · 2^-24 (Higham, Accuracy and Stability of Numerical Algorithms, section 3.1); the
   * lengths, which may be 0.1 % off, and the last rounding of the score are in the 1.1 and the 4.
   */
  private static double slack(int dimension) {
    double errorOfDot = 1.1 * (dimension + 4) * 0x1p-24;
    return errorOfDot + 1e-6 / 2;
  }

  private void scoreAll(VectorScorer scorer, DocIdSetIterator accepted) throws IOException {
    VectorScorer.Bulk bulk = scorer.bulk(accepted);
    DocAndFloatFeatureBuffer some = new DocAndFloatFeatureBuffer();
    while (true) {
      bulk.nextDocsAndScores(DocIdSetIterator.NO_MORE_DOCS, null, some);
      if (some.size == 0) {
        return;
      }
      if (size + some.size > docs.length) {
        docs = ArrayUtil.grow(docs, size + some.size);
        scores = ArrayUtil.growExact(scores, docs.length);
      }
      System.arraycopy(some.docs, 0, docs, size, some.size);
      System.arraycopy(some.features, 0, scores, size, some.size);
      size += some.size;
    }
  }

  /** The k-th best score; less than all where there are no more than k. */
  private double best(int k) {
    if (size <= k) {
      return Double.NEGATIVE_INFINITY;
    }
    LongHeap heap = new LongHeap(k, Long.MIN_VALUE);
    for (int i = 0; i < size; i++) {
      long score = NumericUtils.floatToSortableInt(scores[i]);
      if (score > heap.top()) {
        heap.updateTop(score);
      }
    }
    return Math.min(NumericUtils.sortableIntToFloat((int) heap.top()), SCORE_OF_SIMILARITY_1);
  }

  private int[] atLeast(double score) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (scores[i] >= score) {
        docs[kept++] = docs[i];
      }
    }
    return Arrays.copyOf(docs, kept);
  }
}
