package dev.lince.app.http;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What runs, for many who ask all the time: looked at twice a second at most, however many they
 * are. Safe for use by several threads.
 */
final class StatusFeed {
  static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final Backend backend;
  private final LongSupplier nanoTime;
  private @Nullable Status last;
  private long lookedAt;

  StatusFeed(Backend backend, LongSupplier nanoTime) {
    this.backend = backend;
    this.nanoTime = nanoTime;
  }

  /** That of this moment, or of half a second ago. */
  synchronized Status now() {
    long now = nanoTime.getAsLong();
    Status known = last;
    if (known == null || now - lookedAt >= BETWEEN_LOOKS.toNanos()) {
      known = backend.status();
      last = known;
      lookedAt = now;
    }
    return known;
  }
}
