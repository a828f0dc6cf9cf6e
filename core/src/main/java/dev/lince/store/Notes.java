package dev.lince.store;

import java.util.Optional;

/**
 * Small named texts about the library as a whole, such as its space. Safe for use by several
 * threads.
 */
public interface Notes {
  /**
   * The name of a note that a store has from the start where its first records came from another
   * program: vectors of a space that nobody wrote down.
   */
  String ADOPTED = "adopted";

  /** The text of that name. */
  Optional<String> find(String name);

  /** Writes it durably. */
  void put(String name, String text);

  /**
   * Writes it durably unless there is one of that name, whoever else may write at the same time.
   *
   * @return the text that is there now
   */
  String putIfAbsent(String name, String text);
}
