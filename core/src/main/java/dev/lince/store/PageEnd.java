package dev.lince.store;

/**
 * Where a page of hits ended; the next one has what comes behind it in {@link Hit#ORDER}, whatever
 * was stored or deleted in between.
 *
 * @param similarity of its last hit
 * @param id of its last hit
 * @param rank how many hits there were up to that one, 1 to {@value #MAX_RANK}
 */
public record PageEnd(double similarity, int id, int rank) {
  /** How deep one can page. */
  public static final int MAX_RANK = 10_000;

  /** Throws {@link IllegalArgumentException} for a rank out of range, or NaN. */
  public PageEnd {
    if (rank < 1 || rank > MAX_RANK) {
      throw new IllegalArgumentException(
          "The rank is %d; 1 to %d are allowed.".formatted(rank, MAX_RANK));
    }
    if (Double.isNaN(similarity)) {
      throw new IllegalArgumentException("The similarity is NaN; a number is allowed.");
    }
  }

  /** Whether an image belongs to a later page. */
  public boolean isBefore(double otherSimilarity, int otherId) {
    return otherSimilarity < similarity || (otherSimilarity == similarity && otherId > id);
  }
}
