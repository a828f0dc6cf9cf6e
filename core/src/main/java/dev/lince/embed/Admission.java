package dev.lince.embed;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Which searches are taken in. What counts is how long one would wait: it is taken in where a
 * thread is free, where nobody waits yet, or where it is expected to wait {@link #LONGEST_WAIT} at
 * most, so that under a lasting overload those that are taken in are answered about as soon as
 * ever, and the others know at once.
 *
 * <p>A burst is no overload. After {@link #QUIET} in which nobody waited, some searches more than
 * that are taken in, until {@code most} wait and run.
 *
 * <p>Safe for use by several threads.
 */
final class Admission {
  static final Duration LONGEST_WAIT = Duration.ofMillis(50);
  static final Duration QUIET = Duration.ofSeconds(1);

  /** A model that is fetched within a search says nothing of how long the next one takes. */
  private static final long LONGEST_COUNTED = 10 * LONGEST_WAIT.toNanos();

  private static final int WEIGHT_OF_THE_PAST = 7;

  private final int threads;
  private final int most;
  private final LongSupplier nanoTime;
  private int present;
  private int burst;
  private long lastWaited;
  private long usualNanos = LONGEST_WAIT.toNanos();

  /**
   * @param threads how many searches run at once
   * @param most how many may wait and run at once in a burst
   * @param nanoTime the clock, as {@link System#nanoTime}
   */
  Admission(int threads, int most, LongSupplier nanoTime) {
    this.threads = threads;
    this.most = most;
    this.nanoTime = nanoTime;
    this.burst = most;
    this.lastWaited = nanoTime.getAsLong();
  }

  /** Whether a search that came now would be taken in. */
  synchronized boolean hasRoom() {
    refill();
    return present < threads || (present < most && (fits() || burst > 0));
  }

  /** Takes a search in, until {@link #leave}; false where there is no room. */
  synchronized boolean tryEnter() {
    if (!hasRoom()) {
      return false;
    }
    if (present >= threads && !fits()) {
      burst--;
    }
    present++;
    return true;
  }

  /** A search is over, whether it ran or not. */
  synchronized void leave() {
    refill();
    present--;
  }

  /** A search was on its thread for so long. */
  synchronized void ran(long nanos) {
    long counted = Math.min(nanos, LONGEST_COUNTED);
    usualNanos = (WEIGHT_OF_THE_PAST * usualNanos + counted) / (WEIGHT_OF_THE_PAST + 1);
  }

  /** How many searches wait and run. */
  synchronized int present() {
    return present;
  }

  private boolean fits() {
    int waiting = present - threads;
    long mayWait = threads * LONGEST_WAIT.toNanos() / Math.max(1, usualNanos);
    return waiting < Math.max(1, mayWait);
  }

  private void refill() {
    long now = nanoTime.getAsLong();
    if (present > threads) {
      lastWaited = now;
    } else if (now - lastWaited >= QUIET.toNanos()) {
      burst = most;
    }
  }
}
