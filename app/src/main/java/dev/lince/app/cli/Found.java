package dev.lince.app.cli;

import java.util.List;

/**
 * What a search found.
 *
 * @param hits most similar first
 * @param truncated whether only the beginning of the words counted
 */
record Found(List<Match> hits, boolean truncated) {
  /**
   * An image of the library.
   *
   * @param path of the library, as people write it
   */
  record Match(int id, double similarity, String path) {}

  /** Copies the list. */
  Found {
    hits = List.copyOf(hits);
  }
}
