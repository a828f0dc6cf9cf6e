package dev.lince.store.lucene;

import dev.lince.store.StoreException;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Lets callers through to an index until the library has moved to another one. A move waits for the
 * writes that are under way, and writes that come meanwhile wait for it, so that none is
 * acknowledged that the other index does not get. Safe for use by several threads.
 */
final class SwitchGate {
  private final ReentrantReadWriteLock writes = new ReentrantReadWriteLock(true);
  private volatile boolean left;

  /** Throws {@link StoreException.Superseded} after the move. */
  void requireOpen() {
    if (left) {
      throw new StoreException.Superseded();
    }
  }

  <T> T pass(Supplier<T> write) {
    writes.readLock().lock();
    try {
      requireOpen();
      return write.get();
    } finally {
      writes.readLock().unlock();
    }
  }

  /** Moves, if {@code switching} says that it was done. */
  boolean leave(BooleanSupplier switching) {
    writes.writeLock().lock();
    try {
      requireOpen();
      left = switching.getAsBoolean();
      return left;
    } finally {
      writes.writeLock().unlock();
    }
  }
}
