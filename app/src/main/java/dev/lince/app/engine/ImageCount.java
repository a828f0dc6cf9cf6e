package dev.lince.app.engine;

import dev.lince.store.Filter;
import dev.lince.store.ImageStore;
import dev.lince.store.StoreException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many pictures a library has, counted at most every few seconds, since a database counts by
 * looking at each. Safe for use by several threads.
 */
final class ImageCount {
  private static final Duration KNOWN_FOR = Duration.ofSeconds(5);

  private volatile @Nullable Counted last;

  private record Counted(@Nullable Long images, long at) {
    boolean isRecent() {
      return System.nanoTime() - at < KNOWN_FOR.toNanos();
    }
  }

  /** Null where the store does not answer. */
  @Nullable Long of(ImageStore store) {
    Counted known = last;
    if (known == null || !known.isRecent()) {
      known = new Counted(count(store), System.nanoTime());
      last = known;
    }
    return known.images();
  }

  private static @Nullable Long count(ImageStore store) {
    try {
      return store.count(Filter.ALL);
    } catch (StoreException away) {
      return null;
    }
  }

  /** Counts anew next time. */
  void forget() {
    last = null;
  }
}
