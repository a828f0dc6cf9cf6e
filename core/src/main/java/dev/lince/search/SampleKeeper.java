package dev.lince.search;

import dev.lince.store.Filter;
import dev.lince.store.ImageStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the {@link LibrarySample} of a store in memory (4 MB at 512 dimensions) and draws another
 * when the library has grown or shrunk by a tenth, or the sample is five minutes old. It notices
 * when a search asks, looks at most every ten seconds, and draws on a thread of its own: only
 * searches that come before the first sample is there wait for it, as long as they like. A store
 * that fails leaves the sample as it was.
 *
 * <p>Safe for use by several threads at once. {@link #close} stops the thread; the store is closed
 * by who opened it. A keeper serves one space: another store needs another keeper.
 */
public final class SampleKeeper implements AutoCloseable {
  /** How many pictures are drawn. */
  public static final int COUNT = 2000;

  private static final long SEED = 20;
  private static final Duration OLDEST = Duration.ofMinutes(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
  private static final double MUCH = .1;
  private static final Logger LOG = LoggerFactory.getLogger(SampleKeeper.class);

  private final ImageStore store;
  private final LongSupplier nanoTime;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("lince-sample").factory());

  /** The look that is on its way or the last one; guarded by this, as is {@link #lookedAt}. */
  private CompletableFuture<Boolean> look = CompletableFuture.completedFuture(false);

  private @Nullable Long lookedAt;

  private volatile @Nullable Drawn drawn;

  private record Drawn(LibrarySample sample, long at) {}

  public SampleKeeper(ImageStore store) {
    this(store, System::nanoTime);
  }

  SampleKeeper(ImageStore store, LongSupplier nanoTime) {
    this.store = store;
    this.nanoTime = nanoTime;
  }

  /**
   * The sample; empty where there is none yet after {@code patience}, be it that the store fails or
   * is slow. An interrupt ends the waiting and stays set.
   *
   * @param patience how long to wait for the first sample; there is no waiting for a later one
   */
  public Optional<LibrarySample> current(Duration patience) {
    CompletableFuture<Boolean> running = lookIfDue();
    if (drawn == null) {
      await(running, patience);
    }
    Drawn now = drawn;
    return now == null ? Optional.empty() : Optional.of(now.sample());
  }

  private synchronized CompletableFuture<Boolean> lookIfDue() {
    long now = nanoTime.getAsLong();
    boolean due = lookedAt == null || now - lookedAt >= BETWEEN_LOOKS.toNanos();
    if (look.isDone() && due) {
      lookedAt = now;
      try {
        look = CompletableFuture.supplyAsync(this::look, thread);
      } catch (RejectedExecutionException closed) {
        LOG.debug("The keeper of the sample is closed.");
      }
    }
    return look;
  }

  /** Completes when the look that is on its way is over. */
  synchronized CompletableFuture<Boolean> settled() {
    return look.copy();
  }

  /** Whether the store answered. */
  private boolean look() {
    try {
      drawIfDue();
      return true;
    } catch (RuntimeException e) {
      LOG.debug("The sample of the library could not be drawn; it is tried again.", e);
      return false;
    }
  }

  private void drawIfDue() {
    Drawn last = drawn;
    long pictures = store.count(Filter.ALL);
    long now = nanoTime.getAsLong();
    if (last == null
        || now - last.at() >= OLDEST.toNanos()
        || changedMuch(last.sample().pictures(), pictures)) {
      drawn = new Drawn(LibrarySample.of(store.sample(COUNT, SEED), pictures), now);
    }
  }

  private static boolean changedMuch(long before, long now) {
    return Math.abs(now - before) > MUCH * before;
  }

  private static void await(CompletableFuture<Boolean> running, Duration patience) {
    try {
      running.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      LOG.debug("The first sample of the library takes longer than {}.", patience);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** Draws no more; the sample can still be had. A second call does nothing. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
