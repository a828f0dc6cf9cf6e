package dev.lince.library;

import dev.lince.store.ImageStore;
import dev.lince.store.StoreException.Unavailable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How an ingest, or a re-embedding, calls a store that may go away for a while: it waits, asks from
 * time to time whether the store answers, and makes the call that failed again. Every such call may
 * be made twice: the store's writing methods have the same effect then.
 *
 * <p>Belongs to one thread; {@link #end} may be called by any other.
 */
final class Patience {
  private static final Logger log = LoggerFactory.getLogger(Patience.class);

  private final String work;
  private final ImageStore store;
  private final Duration rest;
  private final Pauses pauses;
  private final CountDownLatch ended = new CountDownLatch(1);

  private boolean away;
  private int outages;
  private long answeredAt = System.nanoTime();

  /** Told when the waiting begins and when it is over. */
  interface Pauses {
    void paused(boolean waits);
  }

  /**
   * @param work what waits, as a noun for the log
   * @param rest between two looks
   */
  Patience(String work, ImageStore store, Duration rest, Pauses pauses) {
    this.work = work;
    this.store = store;
    this.rest = rest;
    this.pauses = pauses;
  }

  /**
   * Makes a call to the store, again and again until the store answers.
   *
   * @throws InterruptedException after {@link #end}, or where the thread was interrupted
   */
  <T> T ask(Supplier<T> call) throws InterruptedException {
    while (true) {
      try {
        T answer = call.get();
        answered();
        return answer;
      } catch (Unavailable failure) {
        begin(failure);
        awaitPing();
      }
    }
  }

  /** {@link #ask} for calls without an answer. */
  void tell(Runnable call) throws InterruptedException {
    ask(
        () -> {
          call.run();
          return true;
        });
  }

  /**
   * Waits until a store that failed another thread answers again; comes back at once where it has
   * answered since.
   *
   * @param failedAt as {@link System#nanoTime} was then
   */
  void await(Unavailable failure, long failedAt) throws InterruptedException {
    if (answeredAt - failedAt < 0) {
      begin(failure);
      awaitPing();
      answered();
    }
  }

  /** How often the store went away so far; what it only lent may be lost each time. */
  int outages() {
    return outages;
  }

  /** Lets time pass before another look at what others are at. */
  void rest() throws InterruptedException {
    if (ended.await(rest.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new InterruptedException();
    }
  }

  /** Ends all waiting, for good. */
  void end() {
    ended.countDown();
  }

  private void begin(Unavailable failure) {
    if (!away) {
      away = true;
      outages++;
      pauses.paused(true);
      log.warn("The {} waits for the store: {}", work, failure.getMessage());
    }
  }

  private void awaitPing() throws InterruptedException {
    do {
      rest();
    } while (!answersPing());
  }

  private boolean answersPing() {
    try {
      store.ping();
      return true;
    } catch (Unavailable still) {
      log.debug("The store is still away: {}", still.getMessage());
      return false;
    }
  }

  private void answered() {
    answeredAt = System.nanoTime();
    if (away) {
      away = false;
      pauses.paused(false);
      log.info("The store answers again; the {} goes on", work);
    }
  }
}
