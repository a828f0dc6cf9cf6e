package dev.lince.embed;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Which searches are taken in, so that under a lasting overload those that are taken in are
 * answered about as soon as ever, and the others know at once.
 *
 * <ol>
 *   <li>Where a thread is free, a search is taken in.
 *   <li>As many as there are threads may wait, and more where they are expected to wait {@link
 *       #LONGEST_WAIT} at most.
 *   <li>In a crowd, when more are refused than taken in, only those may wait that are expected to
 *       wait no longer than that, nor longer than a search takes.
 *   <li>A burst is no overload: after {@link #QUIET} in which nobody waited or was refused, some
 *       searches more are taken in, until {@code most} wait and run.
 * </ol>
 *
 * <p>Safe for use by several threads.
 */
final class Admission {
  static final Duration LONGEST_WAIT = Duration.ofMillis(50);
  static final Duration QUIET = Duration.ofSeconds(1);

  /** For so long it is counted who comes, before it is said whether that is a crowd. */
  static final Duration COUNT = Duration.ofMillis(500);

  /** A model that is fetched within a search says nothing of how long the next one takes. */
  private static final long LONGEST_COUNTED = 10 * LONGEST_WAIT.toNanos();

  private static final int WEIGHT_OF_THE_PAST = 7;

  private final int threads;
  private final int most;
  private final LongSupplier nanoTime;
  private int present;
  private int burst;
  private int taken;
  private int refused;
  private boolean isCrowd;
  private long countedSince;
  private long lastCrowded;
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
    this.lastCrowded = nanoTime.getAsLong();
    this.countedSince = lastCrowded;
  }

  /** Whether a search that comes now will be taken in; where not, it counts as refused. */
  synchronized boolean mayCome() {
    if (hasRoom()) {
      return true;
    }
    refused++;
    lastCrowded = nanoTime.getAsLong();
    return false;
  }

  /** Takes a search in, until {@link #leave}; false where there is no room. */
  synchronized boolean tryEnter() {
    if (!mayCome()) {
      return false;
    }
    if (present >= threads && !mayWait()) {
      burst--;
    }
    taken++;
    present++;
    return true;
  }

  private boolean hasRoom() {
    look();
    return present < threads || (present < most && (mayWait() || burst > 0));
  }

  /** A search is over, whether it ran or not. */
  synchronized void leave() {
    look();
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

  private boolean mayWait() {
    long soonDone = threads * LONGEST_WAIT.toNanos() / Math.max(1, usualNanos);
    long mayWait = isCrowd ? Math.min(threads, soonDone) : Math.max(threads, soonDone);
    return present - threads < mayWait;
  }

  private void look() {
    long now = nanoTime.getAsLong();
    if (present > threads) {
      lastCrowded = now;
    } else if (now - lastCrowded >= QUIET.toNanos()) {
      burst = most;
    }
    if (now - countedSince >= COUNT.toNanos()) {
      isCrowd = refused > taken;
      refused = 0;
      taken = 0;
      countedSince = now;
    }
  }
}
