package dev.lince.app.observe;

import dev.lince.store.Filter;
import dev.lince.store.ImageStore;
import dev.lince.store.StoreException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Whether the store answers, and how many pictures it has, as somebody else may ask at any time:
 * the answer is that of the last look, and a stale one makes a new look begin in the background.
 * Safe for use by several threads.
 */
final class StoreWatch {
  private static final Duration PING_AFTER = Duration.ofSeconds(5);

  /** Counting a large table takes a database a while: a hundredth of the time at most. */
  private static final long REST_FOR_COUNT = 100;

  private final Supplier<ImageStore> stores;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile Seen seen;

  private record Seen(boolean reachable, double pictures, long pinged, long countAfter) {}

  /**
   * Begins its first look.
   *
   * @param stores the one that is searched, which changes where the library goes over to another
   *     model
   */
  StoreWatch(Supplier<ImageStore> stores) {
    this.stores = stores;
    long now = System.nanoTime();
    seen = new Seen(true, Double.NaN, now - PING_AFTER.toNanos(), now);
    lookIfStale();
  }

  boolean reachable() {
    lookIfStale();
    return seen.reachable();
  }

  /** Not a number while they were never counted. */
  double pictures() {
    lookIfStale();
    return seen.pictures();
  }

  private void lookIfStale() {
    if (isOver(seen.pinged(), PING_AFTER) && looking.compareAndSet(false, true)) {
      Thread.ofVirtual().name("lince-store-watch").start(this::look);
    }
  }

  private void look() {
    try {
      Seen before = seen;
      long begun = System.nanoTime();
      boolean counts = begun - before.countAfter() >= 0;
      try {
        ImageStore store = stores.get();
        store.ping();
        double pictures = counts ? store.count(Filter.ALL) : before.pictures();
        long now = System.nanoTime();
        long countAfter = counts ? now + REST_FOR_COUNT * (now - begun) : before.countAfter();
        seen = new Seen(true, pictures, now, countAfter);
      } catch (StoreException away) {
        seen = new Seen(false, before.pictures(), System.nanoTime(), before.countAfter());
      }
    } finally {
      looking.set(false);
    }
  }

  private static boolean isOver(long since, Duration limit) {
    return System.nanoTime() - since >= limit.toNanos();
  }
}
