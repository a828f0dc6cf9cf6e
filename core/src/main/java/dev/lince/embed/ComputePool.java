package dev.lince.embed;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The platform threads on which images are decoded and embedded: as many as there are cores to use,
 * with a bounded queue. What someone waits for goes before what is done in bulk; what already runs
 * is never interrupted for it.
 *
 * <p>Safe for use by several threads; whoever made it closes it.
 */
public final class ComputePool implements AutoCloseable {
  private static final long CLOSE_SECONDS = 5;
  private static final int SEARCH = 0;
  private static final int BULK = 1;

  private final Semaphore searchPermits;
  private final Semaphore bulkPermits;
  private final AtomicLong order = new AtomicLong();
  private final AtomicInteger runningSearches = new AtomicInteger();
  private final AtomicInteger runningBulk = new AtomicInteger();
  private final ThreadPoolExecutor executor;

  /**
   * @param threads at least 1
   * @param waitingSearches how many searches may wait or run at once, at least 1
   */
  public ComputePool(int threads, int waitingSearches) {
    searchPermits = new Semaphore(waitingSearches);
    bulkPermits = new Semaphore(2 * threads);
    executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new PriorityBlockingQueue<>(),
            Thread.ofPlatform().name("lince-compute-", 0).daemon(true).factory());
  }

  /**
   * Puts work that someone waits for into the queue; null where the queue is full.
   *
   * @throws java.util.concurrent.RejectedExecutionException after {@link #close}
   */
  public <T extends @Nullable Object> @Nullable FutureTask<T> trySearch(Callable<T> work) {
    return searchPermits.tryAcquire() ? enqueue(SEARCH, searchPermits, work) : null;
  }

  /**
   * Puts work done in bulk into the queue, and waits while there is too much of it already.
   *
   * @throws java.util.concurrent.RejectedExecutionException after {@link #close}
   */
  public <T extends @Nullable Object> FutureTask<T> bulk(Callable<T> work)
      throws InterruptedException {
    bulkPermits.acquire();
    return enqueue(BULK, bulkPermits, work);
  }

  private <T extends @Nullable Object> FutureTask<T> enqueue(
      int lane, Semaphore permits, Callable<T> work) {
    AtomicInteger running = lane == SEARCH ? runningSearches : runningBulk;
    Task<T> task = new Task<>(lane, order.getAndIncrement(), permits, running, work);
    try {
      executor.execute(task);
    } catch (RuntimeException closed) {
      permits.release();
      throw closed;
    }
    return task;
  }

  /** What the pool has to do at this moment. */
  public Load load() {
    return new Load(waiting(SEARCH), waiting(BULK), runningSearches.get(), runningBulk.get());
  }

  private int waiting(int lane) {
    return (int) executor.getQueue().stream().filter(task -> ((Task<?>) task).lane == lane).count();
  }

  /**
   * How many pieces of work wait and run, which may be a little apart in time.
   *
   * @param waitingSearches asked for by someone who waits
   * @param waitingBulk to be done in bulk
   * @param runningSearches as {@code waitingSearches}
   * @param runningBulk as {@code waitingBulk}
   */
  public record Load(int waitingSearches, int waitingBulk, int runningSearches, int runningBulk) {}

  /** Ends what waits, and waits up to {@value #CLOSE_SECONDS} s for what runs. */
  @Override
  public void close() {
    executor.shutdownNow().forEach(waiting -> ((FutureTask<?>) waiting).cancel(false));
    try {
      executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Task<T extends @Nullable Object> extends FutureTask<T>
      implements Comparable<Task<?>> {
    private final int lane;
    private final long order;
    private final Semaphore permits;
    private final AtomicInteger running;

    Task(int lane, long order, Semaphore permits, AtomicInteger running, Callable<T> work) {
      super(work);
      this.lane = lane;
      this.order = order;
      this.permits = permits;
      this.running = running;
    }

    @Override
    public void run() {
      running.incrementAndGet();
      try {
        super.run();
      } finally {
        running.decrementAndGet();
      }
    }

    @Override
    protected void done() {
      permits.release();
    }

    @Override
    public int compareTo(Task<?> other) {
      return lane != other.lane
          ? Integer.compare(lane, other.lane)
          : Long.compare(order, other.order);
    }
  }
}
