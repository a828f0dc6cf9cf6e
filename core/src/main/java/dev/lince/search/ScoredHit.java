package dev.lince.search;

import dev.lince.store.Hit;
import org.jspecify.annotations.Nullable;

/**
 * A hit and what its similarity is worth.
 *
 * @param score null where the library is too small to say
 */
public record ScoredHit(Hit hit, @Nullable Score score) {
  /**
   * What a similarity is worth.
   *
   * @param expectedByChance how many pictures of a library of this size would be as similar by
   *     chance
   */
  public record Score(double expectedByChance, Grade grade) {}
}
