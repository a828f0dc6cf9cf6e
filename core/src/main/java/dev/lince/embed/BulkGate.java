package dev.lince.embed;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets work that is done in bulk go on only while nobody waits for a search, and breaks off what
 * runs when a search comes. A piece of work that has given way for long enough goes on beside the
 * searches, one piece at a time, so that a crowd of them never stops an ingest.
 *
 * <p>Safe for use by several threads.
 */
final class BulkGate {
  private final long patience;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<Turn> computing = new HashSet<>();
  private int searches;
  private boolean someonePasses;
  private boolean open;

  /**
   * @param patience for how long one piece of work gives way
   */
  BulkGate(Duration patience) {
    this.patience = patience.toNanos();
  }

  /** Someone waits for a search from now on. */
  void searchCame() {
    lock.lock();
    try {
      searches++;
      computing.forEach(Turn::breakOff);
    } finally {
      lock.unlock();
    }
  }

  /** A search that came is over. */
  void searchWent() {
    lock.lock();
    try {
      searches--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Holds nobody up any more. */
  void open() {
    lock.lock();
    try {
      open = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A piece of work in bulk, from its begin to its end. Belongs to the thread that does it. */
  final class Turn implements AutoCloseable {
    private boolean brokenOff;
    private @Nullable Breakable<?, ?> current;
    private long deadline;
    private boolean hasGivenWay;
    private boolean passes;

    /** Comes back when the work may go on. */
    void await() {
      lock.lock();
      try {
        awaitLocked();
      } finally {
        lock.unlock();
      }
    }

    /** Computes, as often as it takes until it was not broken off. */
    <T, X extends Exception> T compute(Breakable<T, X> work) throws X {
      while (true) {
        begin(work);
        try {
          return work.compute();
        } catch (Exception failed) {
          if (!wasBrokenOff()) {
            throw failed;
          }
        } finally {
          end();
        }
      }
    }

    private void begin(Breakable<?, ?> work) {
      lock.lock();
      try {
        awaitLocked();
        work.mend();
        brokenOff = false;
        current = work;
        computing.add(this);
      } finally {
        lock.unlock();
      }
    }

    private void end() {
      lock.lock();
      try {
        computing.remove(this);
        current = null;
      } finally {
        lock.unlock();
      }
    }

    private boolean wasBrokenOff() {
      lock.lock();
      try {
        return brokenOff;
      } finally {
        lock.unlock();
      }
    }

    private void breakOff() {
      if (!passes && current != null) {
        brokenOff = true;
        current.breakOff();
      }
    }

    private void awaitLocked() {
      try {
        long left = isHeld() ? patienceLeft() : 0;
        while (isHeld() && left > 0) {
          left = changed.awaitNanos(left);
        }
        while (isHeld() && someonePasses) {
          changed.await();
        }
        if (isHeld()) {
          someonePasses = true;
          passes = true;
        }
      } catch (InterruptedException stop) {
        // The pool closes, and lets what runs come to its end.
        Thread.currentThread().interrupt();
      }
    }

    private boolean isHeld() {
      return searches > 0 && !open && !passes;
    }

    /** In nanoseconds, from when it first gave way. */
    private long patienceLeft() {
      long now = System.nanoTime();
      if (!hasGivenWay) {
        hasGivenWay = true;
        deadline = now + patience;
      }
      return deadline - now;
    }

    @Override
    public void close() {
      lock.lock();
      try {
        if (passes) {
          someonePasses = false;
          passes = false;
          changed.signalAll();
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
