package dev.lince.store;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One row per file ever seen. Lives in the store, in the same commit as the records. Safe for use
 * by several threads.
 */
public interface Ledger {
  /** The row of a path. */
  Optional<LedgerEntry> find(String path);

  /** The rows of those paths that have one, by path. */
  default Map<String, LedgerEntry> find(Collection<String> paths) {
    return paths.stream()
        .flatMap(path -> find(path).stream())
        .collect(Collectors.toUnmodifiableMap(LedgerEntry::path, Function.identity(), (a, b) -> b));
  }

  /**
   * Reserves files for work on them, so that no other process that shares the store does the same
   * work. Never waits. A store of one process only grants everything.
   */
  default Claim claim(Collection<String> paths) {
    Set<String> all = Set.copyOf(paths);
    return () -> all;
  }

  /**
   * Files that are reserved until this is closed, or the process ends. A store that was not
   * reachable in between may have given them to others, which costs double work and nothing else.
   */
  @FunctionalInterface
  interface Claim extends AutoCloseable {
    /** Those that were free. */
    Set<String> paths();

    @Override
    default void close() {}
  }

  /** Writes the rows over those their paths have, durably, all or none. */
  void put(Collection<LedgerEntry> entries);

  /** Drops the rows of these paths, durably; paths without one do not matter. */
  void remove(Collection<String> paths);

  /** Gives every row, in no order, as of one moment. */
  void scan(Consumer<LedgerEntry> consumer);
}
