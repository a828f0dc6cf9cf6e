package dev.lince.embed;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The platform threads on which images are decoded and embedded: for searches as many as there are
 * cores to use, and as many again for what is done in bulk, which rest while searches run.
 *
 * <ol>
 *   <li>A search is taken in where it need not wait long ({@link Admission}), or refused at once.
 *   <li>When it comes, what is computed in bulk is broken off where it can be ({@link Breakable}),
 *       and no more of it is begun; afterwards it is begun again.
 *   <li>A piece of bulk work that has given way for three seconds goes on beside the searches, one
 *       at a time.
 *   <li>All of these threads leave the cores to those that talk to clients ({@link Niceness}).
 * </ol>
 *
 * <p>Safe for use by several threads; whoever made it closes it.
 */
public final class ComputePool implements AutoCloseable {
  private static final long CLOSE_SECONDS = 5;

  /**
   * Long beside one inference, so that few searches in a hundred meet one that does not give way.
   */
  private static final Duration BULK_GIVES_WAY_FOR = Duration.ofSeconds(3);

  private static final ScopedValue<BulkGate.Turn> BULK = ScopedValue.newInstance();

  private final Admission admission;
  private final BulkGate gate;
  private final Semaphore bulkPermits;
  private final AtomicInteger runningSearches = new AtomicInteger();
  private final AtomicInteger runningBulk = new AtomicInteger();
  private final AtomicInteger heldBulk = new AtomicInteger();
  private final ThreadPoolExecutor searches;
  private final ThreadPoolExecutor bulk;

  /**
   * @param threads at least 1
   * @param mostSearches how many searches may wait and run at once in a burst, at least 1
   */
  public ComputePool(int threads, int mostSearches) {
    this(threads, mostSearches, BULK_GIVES_WAY_FOR);
  }

  ComputePool(int threads, int mostSearches, Duration bulkGivesWayFor) {
    admission = new Admission(threads, mostSearches, System::nanoTime);
    gate = new BulkGate(bulkGivesWayFor);
    bulkPermits = new Semaphore(2 * threads);
    searches = executor("lince-search-", Niceness.SEARCH, threads);
    bulk = executor("lince-bulk-", Niceness.BULK, threads);
  }

  private static ThreadPoolExecutor executor(String name, Niceness niceness, int threads) {
    ThreadFactory factory = Thread.ofPlatform().name(name, 0).daemon(true).factory();
    return new ThreadPoolExecutor(
        threads,
        threads,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        worker ->
            factory.newThread(
                () -> {
                  niceness.take();
                  worker.run();
                }));
  }

  /**
   * Computes: at once, or, within {@link #bulk} work, once no search runs. There it is broken off
   * when a search comes, and begun again.
   */
  public static <T, X extends Exception> T compute(Breakable<T, X> work) throws X {
    if (BULK.isBound()) {
      return BULK.get().compute(work);
    }
    // It may have been broken off just when it ended, the last time.
    work.mend();
    return work.compute();
  }

  /**
   * Whether a search that comes now will be taken in, which may change at once. To be asked once
   * for each: who is told no counts as refused.
   */
  public boolean mayCome() {
    return admission.mayCome();
  }

  /**
   * Puts work that someone waits for into the queue; null where it would wait too long.
   *
   * @throws java.util.concurrent.RejectedExecutionException after {@link #close}
   */
  public <T extends @Nullable Object> @Nullable FutureTask<T> trySearch(Callable<T> work) {
    if (!admission.tryEnter()) {
      return null;
    }
    gate.searchCame();
    return execute(searches, new Search<>(work), this::searchWent);
  }

  private void searchWent() {
    admission.leave();
    gate.searchWent();
  }

  /**
   * Puts work done in bulk into the queue, and waits while there is too much of it already.
   *
   * @throws java.util.concurrent.RejectedExecutionException after {@link #close}
   */
  public <T extends @Nullable Object> FutureTask<T> bulk(Callable<T> work)
      throws InterruptedException {
    bulkPermits.acquire();
    return execute(bulk, new Bulk<>(work), bulkPermits::release);
  }

  private static <T extends @Nullable Object> FutureTask<T> execute(
      ThreadPoolExecutor executor, FutureTask<T> task, Runnable takeBack) {
    try {
      executor.execute(task);
    } catch (RuntimeException closed) {
      takeBack.run();
      throw closed;
    }
    return task;
  }

  /** What the pool has to do at this moment. */
  public Load load() {
    return new Load(
        searches.getQueue().size(),
        bulk.getQueue().size() + heldBulk.get(),
        runningSearches.get(),
        runningBulk.get());
  }

  /**
   * How many pieces of work wait and run, which may be a little apart in time.
   *
   * @param waitingSearches asked for by someone who waits
   * @param waitingBulk to be done in bulk
   * @param runningSearches as {@code waitingSearches}
   * @param runningBulk as {@code waitingBulk}; it may just be giving way to a search
   */
  public record Load(int waitingSearches, int waitingBulk, int runningSearches, int runningBulk) {}

  /** Ends what waits, and waits up to {@value #CLOSE_SECONDS} s for what runs. */
  @Override
  public void close() {
    // In this order, or the end of a search would let more of the bulk begin.
    bulk.shutdownNow().forEach(waiting -> ((FutureTask<?>) waiting).cancel(false));
    searches.shutdownNow().forEach(waiting -> ((FutureTask<?>) waiting).cancel(false));
    gate.open();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
    try {
      searches.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      bulk.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Search<T extends @Nullable Object> extends FutureTask<T> {
    Search(Callable<T> work) {
      super(work);
    }

    @Override
    public void run() {
      long begun = System.nanoTime();
      runningSearches.incrementAndGet();
      try {
        super.run();
      } finally {
        runningSearches.decrementAndGet();
        admission.ran(System.nanoTime() - begun);
      }
    }

    @Override
    protected void done() {
      searchWent();
    }
  }

  private final class Bulk<T extends @Nullable Object> extends FutureTask<T> {
    Bulk(Callable<T> work) {
      super(work);
    }

    @Override
    public void run() {
      try (BulkGate.Turn turn = gate.new Turn()) {
        heldBulk.incrementAndGet();
        try {
          turn.await();
        } finally {
          heldBulk.decrementAndGet();
        }
        runningBulk.incrementAndGet();
        try {
          ScopedValue.where(BULK, turn).run(super::run);
        } finally {
          runningBulk.decrementAndGet();
        }
      }
    }

    @Override
    protected void done() {
      bulkPermits.release();
    }
  }
}
