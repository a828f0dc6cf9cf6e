package dev.lince.app.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search found.
 *
 * @param hits in the order of the search
 * @param confident how many of them are more than chance; null where nobody can say
 * @param truncated whether only the beginning of the words counted
 */
record Found(List<Match> hits, @Nullable Integer confident, boolean truncated) {
  /**
   * An image of the library.
   *
   * @param grade strong, likely or weak; null where nobody can say
   * @param path of the library, as people write it
   */
  record Match(int id, double similarity, @Nullable String grade, String path) {}

  /** Copies the list. */
  Found {
    hits = List.copyOf(hits);
  }
}
