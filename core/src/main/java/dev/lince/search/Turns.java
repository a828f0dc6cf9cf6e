package dev.lince.search;

import dev.lince.embed.ComputePool;
import dev.lince.search.Stages.Stage;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Does the computing of searches on the pool, each in its turn. Safe for use by several threads.
 */
final class Turns {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ComputePool pool;

  Turns(ComputePool pool) {
    this.pool = pool;
  }

  /**
   * Does the work and waits for it.
   *
   * @param slow the sentence where it takes too long, with a place for the seconds
   * @throws SearchException.Overloaded where there is no room, or no end of it
   * @throws SearchException.Stopping where the pool is closed
   */
  <T> T compute(Callable<T> work, Stages stages, String slow) {
    long asked = System.nanoTime();
    Map<String, String> logContext = MDC.getCopyOfContextMap();
    Callable<T> heard =
        () -> {
          stages.ended(Stage.WAIT, asked, System.nanoTime());
          return inLogContext(logContext, work);
        };
    FutureTask<T> task;
    try {
      task = pool.trySearch(heard);
    } catch (RejectedExecutionException closed) {
      throw new SearchException.Stopping();
    }
    if (task == null) {
      throw new SearchException.Overloaded();
    }
    try {
      return task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw unwrapped(failed);
    } catch (TimeoutException late) {
      task.cancel(false);
      throw new SearchException.Overloaded(slow.formatted(PATIENCE.toSeconds()));
    } catch (CancellationException stopped) {
      throw new SearchException.Stopping();
    } catch (InterruptedException stop) {
      task.cancel(false);
      Thread.currentThread().interrupt();
      throw new SearchException.Stopping();
    }
  }

  /** What is logged on the way says which request it belongs to, whatever thread it runs on. */
  private static <T> T inLogContext(@Nullable Map<String, String> context, Callable<T> work)
      throws Exception {
    if (context == null || context.isEmpty()) {
      return work.call();
    }
    MDC.setContextMap(context);
    try {
      return work.call();
    } finally {
      MDC.clear();
    }
  }

  private static RuntimeException unwrapped(ExecutionException failed) {
    return switch (failed.getCause()) {
      case RuntimeException cause -> cause;
      case Error cause -> throw cause;
      case null, default -> new IllegalStateException(failed);
    };
  }
}
