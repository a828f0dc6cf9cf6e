package dev.lince.search;

import dev.lince.store.Hit;
import java.util.List;

/**
 * The answer to words.
 *
 * @param hits most similar first
 * @param truncated whether the text was longer than the model reads, so that only its beginning
 *     counted
 */
public record TextHits(List<Hit> hits, boolean truncated) {
  /** Copies the list. */
  public TextHits {
    hits = List.copyOf(hits);
  }
}
