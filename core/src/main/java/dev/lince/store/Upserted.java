package dev.lince.store;

/** What became of one image of a batch. */
public sealed interface Upserted {
  /** Its path. */
  String path();

  /**
   * It is stored, durably: it survives a kill of the process, and every search that begins now
   * finds it.
   */
  record Stored(String path, int id, boolean created) implements Upserted {}

  /**
   * It was not stored, for example because its vector is not of unit length; the others of the
   * batch are not touched by that.
   */
  record Refused(String path, String reason) implements Upserted {}
}
