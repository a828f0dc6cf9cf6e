package dev.lince.store;

import java.util.Optional;

/**
 * Small named texts about the library as a whole, such as its space. Safe for use by several
 * threads.
 */
public interface Notes {
  /** The text of that name. */
  Optional<String> find(String name);

  /** Writes it durably. */
  void put(String name, String text);
}
