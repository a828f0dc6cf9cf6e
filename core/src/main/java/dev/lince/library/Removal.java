package dev.lince.library;

import java.time.Instant;
import java.util.List;

/**
 * Images that were taken out together, and can be had back together.
 *
 * @param token names it
 * @param at when, in milliseconds
 * @param images how many
 * @param files how many files went into the trash with them
 * @param paths of the first ten
 */
public record Removal(String token, Instant at, int images, int files, List<String> paths) {
  /** Copies the list. */
  public Removal {
    paths = List.copyOf(paths);
  }
}
