package dev.lince.app.engine;

import dev.lince.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks from time to time whether a command left a request in the data folder, and gives it to the
 * engine. The file goes when the work is over. Whoever started it closes it.
 */
final class RequestWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RequestWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Path file;
  private final Taker taker;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Belongs to the thread that watches. */
  private boolean said;

  /** Who does what a request asks for. */
  interface Taker {
    /** False where it cannot be begun yet. */
    boolean take(ReembedRequest request, Runnable whenOver);
  }

  private RequestWatch(Path file, Taker taker) {
    this.file = file;
    this.taker = taker;
  }

  static RequestWatch start(Path file, Taker taker) {
    RequestWatch watch = new RequestWatch(file, taker);
    Thread.ofVirtual().name("lince-requests").start(watch::watch);
    return watch;
  }

  private void watch() {
    try {
      do {
        ReembedRequest.read(file).ifPresent(this::hand);
      } while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void hand(ReembedRequest request) {
    try {
      taker.take(request, () -> ReembedRequest.remove(file));
    } catch (StoreException.Unavailable away) {
      if (!said) {
        log.warn("What {} asks for waits for the store: {}", file, away.getMessage());
        said = true;
      }
    } catch (RuntimeException failed) {
      log.error("What {} asks for cannot be done", file, failed);
      ReembedRequest.remove(file);
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
