package dev.lince.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search found.
 *
 * @param query the composed query as text, accepted as {@link QueryPart.Source.Composed} in the
 *     same space
 * @param hits in the order that was asked for
 * @param confidentFrom hits of this similarity or more are confident; {@link
 *     Double#POSITIVE_INFINITY} where none is, null where the library is too small to say
 * @param next asks for the page behind this one; null where this is the last one
 * @param depthReached whether there may be more that paging does not reach
 * @param cutTexts the words of the query of which the model read only the beginning
 */
public record SearchAnswer(
    String query,
    List<ScoredHit> hits,
    @Nullable Double confidentFrom,
    @Nullable SearchOrder next,
    boolean depthReached,
    List<String> cutTexts) {
  /** Copies the lists. */
  public SearchAnswer {
    hits = List.copyOf(hits);
    cutTexts = List.copyOf(cutTexts);
  }
}
