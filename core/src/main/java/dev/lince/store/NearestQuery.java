package dev.lince.store;

import org.jspecify.annotations.Nullable;

/**
 * A question for the nearest neighbours of a vector.
 *
 * @param vector a unit vector of the store's dimension
 * @param k how many hits at most, 1 to {@value #MAX_K}
 * @param filter which images count
 * @param minSimilarity hits below it are left out; {@link Double#NEGATIVE_INFINITY} for no cut
 * @param after where the page before ended; null for the first one
 */
public record NearestQuery(
    float[] vector, int k, Filter filter, double minSimilarity, @Nullable PageEnd after) {
  /** The largest k. */
  public static final int MAX_K = 1000;

  /** Throws {@link IllegalArgumentException} for a k out of range, or a NaN to compare with. */
  public NearestQuery {
    if (k < 1 || k > MAX_K) {
      throw new IllegalArgumentException("k is %d; 1 to %d are allowed.".formatted(k, MAX_K));
    }
    if (Double.isNaN(minSimilarity)) {
      throw new IllegalArgumentException("The least similarity is NaN; a number is allowed.");
    }
  }

  /** The first page. */
  public NearestQuery(float[] vector, int k, Filter filter, double minSimilarity) {
    this(vector, k, filter, minSimilarity, null);
  }

  /** The k nearest of all images. */
  public NearestQuery(float[] vector, int k) {
    this(vector, k, Filter.ALL, Double.NEGATIVE_INFINITY, null);
  }

  /** How many hits there are up to the end of this page, those of the pages before included. */
  public int depth() {
    return k + (after == null ? 0 : after.rank());
  }

  /** Whether a matching image of this id and similarity is a candidate for this page. */
  public boolean admits(double similarity, int id) {
    return similarity >= minSimilarity && (after == null || after.isBefore(similarity, id));
  }
}
