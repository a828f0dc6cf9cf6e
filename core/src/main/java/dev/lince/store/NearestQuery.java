package dev.lince.store;

/**
 * A question for the nearest neighbours of a vector.
 *
 * @param vector a unit vector of the store's dimension
 * @param k how many hits at most, 1 to {@value #MAX_K}
 * @param filter which images count
 * @param minSimilarity hits below it are left out; {@link Double#NEGATIVE_INFINITY} for no cut
 */
public record NearestQuery(float[] vector, int k, Filter filter, double minSimilarity) {
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

  /** The k nearest of all images. */
  public NearestQuery(float[] vector, int k) {
    this(vector, k, Filter.ALL, Double.NEGATIVE_INFINITY);
  }
}
