package dev.lince.store.pgvector;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The index that searches go by. It is looked for again every minute, so that one that someone
 * makes or drops while Lince runs is used, or not, without a new start. Safe for use by several
 * threads.
 */
final class IndexInUse {
  private static final Duration KNOWN_FOR = Duration.ofMinutes(1);

  private final IndexPrecision preferred;
  private volatile @Nullable Look last;

  IndexInUse(IndexPrecision preferred) {
    this.preferred = preferred;
  }

  private record Look(Optional<VectorIndex> index, long at) {
    boolean isRecent() {
      return System.nanoTime() - at < KNOWN_FOR.toNanos();
    }

    /**
     * An index of half precision is of one dimension, which a new table gets with its first image.
     */
    boolean fits(int dimension) {
      return index.isEmpty() || !index.get().half() || index.get().dimension() == dimension;
    }
  }

  /** Looks again at the next search. */
  void forget() {
    last = null;
  }

  /**
   * The best one there is; empty where there is none.
   *
   * @param dimension of the vectors
   */
  Optional<VectorIndex> find(Connection connection, int dimension) throws SQLException {
    Look look = last;
    if (look == null || !look.isRecent() || !look.fits(dimension)) {
      look =
          new Look(
              Optional.ofNullable(VectorIndex.find(connection, preferred, dimension)),
              System.nanoTime());
      last = look;
    }
    return look.index();
  }
}
