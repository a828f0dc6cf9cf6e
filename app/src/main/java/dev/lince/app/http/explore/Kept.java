package dev.lince.app.http.explore;

import dev.lince.search.SearchException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is made from the library and good until that changes. One thread makes it; others get the
 * former one meanwhile, or wait for the first. However often the library changes, making it again
 * takes a tenth of one core's time at most. Safe for use by several threads.
 */
final class Kept<T> {
  /** How long the first one is waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** For how many times as long as it took to make, one is good whatever happens. */
  private static final int REST = 9;

  private final Supplier<?> stamp;
  private final Maker<T> maker;
  private final Duration oldest;
  private final LongSupplier nanoTime;
  private final ReentrantLock making = new ReentrantLock();
  private volatile @Nullable Made<T> last;

  /** Makes it; what it throws goes to who asked. */
  interface Maker<T> {
    /** The next one, which may be {@code former} where that is still good. */
    T make(@Nullable T former);
  }

  private record Made<T>(T value, Object stamp, long at, long took) {}

  /**
   * @param stamp equal to the one before as long as nothing changed; cheap
   * @param oldest after which it is made again whatever the stamp says
   */
  Kept(Supplier<?> stamp, Maker<T> maker, Duration oldest, LongSupplier nanoTime) {
    this.stamp = stamp;
    this.maker = maker;
    this.oldest = oldest;
    this.nanoTime = nanoTime;
  }

  /**
   * The one that is good now, or the one before it while another thread makes that.
   *
   * @throws SearchException.Overloaded where the first one takes too long
   */
  T get() {
    Made<T> known = last;
    if (known != null && (isGood(known) || !making.tryLock())) {
      return known.value();
    }
    if (known == null) {
      waitForTurn();
    }
    try {
      Made<T> newest = last;
      if (newest == null || !isGood(newest)) {
        newest = make(newest);
        last = newest;
      }
      return newest.value();
    } finally {
      making.unlock();
    }
  }

  private boolean isGood(Made<T> made) {
    long age = nanoTime.getAsLong() - made.at();
    return age < REST * made.took() || (age < oldest.toNanos() && stamp.get().equals(made.stamp()));
  }

  private Made<T> make(@Nullable Made<T> former) {
    long begun = nanoTime.getAsLong();
    Object before = stamp.get();
    T value = maker.make(former == null ? null : former.value());
    long now = nanoTime.getAsLong();
    return new Made<>(value, before, now, now - begun);
  }

  private void waitForTurn() {
    try {
      if (making.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    throw new SearchException.Overloaded(
        "The library is still being looked through; ask again in a moment.");
  }
}
