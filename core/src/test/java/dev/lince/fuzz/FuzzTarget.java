package dev.lince.fuzz;

import java.util.Locale;

/**
 * Something that reads what strangers send; an enum's constant, named as the folder of its inputs.
 */
public interface FuzzTarget {
  /** As {@link Enum#name}. */
  String name();

  /**
   * Comes back whatever the input is: a refusal that is meant is caught inside; all that is thrown
   * is a fault that was found.
   */
  void take(byte[] input) throws Exception;

  /**
   * Whether what it reads may name files of this machine, as an operator's settings do; a name that
   * leads anywhere is a fault otherwise.
   */
  default boolean mayNameFiles() {
    return false;
  }

  /** The folder under {@code src/test/resources/fuzz}. */
  default String folder() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
