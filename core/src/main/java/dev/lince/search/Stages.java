package dev.lince.search;

import java.util.function.Supplier;

/**
 * Hears how long each stage of a search took, as it ends, whether it worked or not. Called on the
 * threads that do the work, one at a time for one search; must return at once.
 */
@FunctionalInterface
public interface Stages {
  /** Hears nothing. */
  Stages UNHEARD = (_, _, _) -> {};

  /** A part of the way from a picture or words to the hits, in the order in which they come. */
  enum Stage {
    /** It waits for a thread that computes. */
    WAIT,
    /** The picture is decoded. */
    DECODE,
    /** The picture or the words become a vector. */
    EMBED,
    /** The store finds the nearest. */
    STORE,
    /** The hits are compared with what chance would bring. */
    SCORE
  }

  /**
   * Called when a stage has ended.
   *
   * @param begun {@link System#nanoTime} at its begin
   * @param ended the same at its end
   */
  void ended(Stage stage, long begun, long ended);

  /** Does the work of a stage, and tells how long it took. */
  default <T> T time(Stage stage, Supplier<T> work) {
    long begun = System.nanoTime();
    try {
      return work.get();
    } finally {
      ended(stage, begun, System.nanoTime());
    }
  }
}
