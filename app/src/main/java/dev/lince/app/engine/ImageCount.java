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

  private final ImageStore store;
  private volatile @Nullable Counted last;

  ImageCount(ImageStore store) {
    this.store = store;
  }

  private record Counted(@Nullable Long images, long at) {
    boolean isRecent() {
      return System.nanoTime() - at < KNOWN_FOR.toNanos();
    }
  }

  /** Null where the store does not answer. */
  @Nullable Long now() {
    Counted known = last;
    if (known == null || !known.isRecent()) {
      known = new Counted(count(), System.nanoTime());
      last = known;
    }
    return known.images();
  }

  private @Nullable Long count() {
    try {
      return store.count(Filter.ALL);
    } catch (StoreException away) {
      return null;
    }
  }
}
