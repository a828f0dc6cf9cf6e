package dev.lince.library;

import java.util.List;

/** What came back of a removal; where any failed, the rest can be tried again. */
public record Restored(List<Back> back, List<Failed> failed) {
  /** Copies the lists. */
  public Restored {
    back = List.copyOf(back);
    failed = List.copyOf(failed);
  }

  /**
   * An image that is in the library again.
   *
   * @param id that it has now
   * @param was the id that it had before
   */
  public record Back(int id, int was, String path) {}

  /**
   * An image that is not.
   *
   * @param reason a sentence
   */
  public record Failed(String path, String reason) {}
}
