package dev.lince.library;

/** What becomes of the image of a file that is gone, once its folder was read and is not empty. */
public enum Vanished {
  /** It leaves the library. */
  LEAVES,
  /**
   * It stays, and the ledger says that its file is missing: for a store that others write to, or
   * that outlives the folder.
   */
  STAYS
}
