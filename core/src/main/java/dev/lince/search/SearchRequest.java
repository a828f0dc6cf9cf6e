package dev.lince.search;

import dev.lince.store.Filter;
import dev.lince.store.NearestQuery;
import java.util.List;
import java.util.OptionalInt;

/**
 * A search.
 *
 * @param parts one to {@value #MAX_PARTS}, of which the query is the sum
 * @param filter which images count
 * @param k how many hits at most, 1 to {@link NearestQuery#MAX_K}
 * @param minSimilarity hits below it are left out; {@link Double#NEGATIVE_INFINITY} for no cut
 * @param order of the hits, and where they begin
 * @param except an image that is no hit, whatever it looks like
 */
public record SearchRequest(
    List<QueryPart> parts,
    Filter filter,
    int k,
    double minSimilarity,
    SearchOrder order,
    OptionalInt except) {
  /** The most parts. */
  public static final int MAX_PARTS = 32;

  /** Copies the list; throws {@link IllegalArgumentException} for none or too many of them. */
  public SearchRequest {
    parts = List.copyOf(parts);
    if (parts.isEmpty() || parts.size() > MAX_PARTS) {
      throw new IllegalArgumentException(
          "The query has %d parts; 1 to %d are allowed.".formatted(parts.size(), MAX_PARTS));
    }
    if (k < 1 || k > NearestQuery.MAX_K) {
      throw new IllegalArgumentException(
          "k is %d; 1 to %d are allowed.".formatted(k, NearestQuery.MAX_K));
    }
  }
}
