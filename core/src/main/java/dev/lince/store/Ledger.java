package dev.lince.store;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One row per file ever seen. Lives in the store, in the same commit as the records. Safe for use
 * by several threads.
 */
public interface Ledger {
  /** The row of a path. */
  Optional<LedgerEntry> find(String path);

  /** Writes the rows over those their paths have, durably, all or none. */
  void put(Collection<LedgerEntry> entries);

  /** Drops the rows of these paths, durably; paths without one do not matter. */
  void remove(Collection<String> paths);

  /** Gives every row, in no order, as of one moment. */
  void scan(Consumer<LedgerEntry> consumer);
}
