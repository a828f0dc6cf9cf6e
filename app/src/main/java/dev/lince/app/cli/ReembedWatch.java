package dev.lince.app.cli;

import dev.lince.library.ReembedProgress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Shows how far a re-embedding is, where a person looks on. Whoever made it closes it. */
final class ReembedWatch implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMillis(250);

  private final Screen screen;
  private final CountDownLatch closed = new CountDownLatch(1);

  ReembedWatch(Screen screen) {
    this.screen = screen;
  }

  /** For example {@code 1,240 of 20,000 pictures · 2 cannot be read}. */
  static String text(String phase, long done, long total, int unreadable) {
    String counts = String.format(Locale.ROOT, "%s: %,d of %,d pictures", phase, done, total);
    return unreadable == 0
        ? counts
        : counts + String.format(Locale.ROOT, " · %,d cannot be read", unreadable);
  }

  void download(long done, long total) {
    screen.live(
        String.format(Locale.ROOT, "fetching the model: %,d of %,d MB", done >> 20, total >> 20));
  }

  /** Follows until it is closed. */
  void follow(Supplier<ReembedProgress> source) {
    Thread.ofVirtual().name("lince-progress").start(() -> show(source));
  }

  private void show(Supplier<ReembedProgress> source) {
    try {
      while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        ReembedProgress now = source.get();
        screen.live(
            text(
                now.phase().name().toLowerCase(Locale.ROOT),
                now.done(),
                now.total(),
                now.unreadable()));
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    screen.live("");
  }
}
