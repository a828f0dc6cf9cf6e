package dev.lince.store.pgvector;

import dev.lince.store.StoreException;
import dev.lince.store.pgvector.url.DatabaseUrl;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks whether the database answers, on a connection of its own that no search waits for. Who asks
 * while another one asks gets the same answer. Safe for use by several threads.
 */
final class Pulse implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Pulse.class);
  private static final Duration PATIENCE = Duration.ofMillis(1_500);
  private static final Duration LIMIT = Duration.ofSeconds(1);

  private final DatabaseUrl url;
  private final Line line;
  private @Nullable CompletableFuture<Void> asking;

  /** Used by the one thread that asks, and by the one that closes. */
  private volatile @Nullable Connection connection;

  private volatile boolean closed;

  /** Makes a connection that nobody else uses, and on which nothing takes longer than that. */
  interface Line {
    Connection open(Duration limit) throws SQLException;
  }

  Pulse(DatabaseUrl url, Line line) {
    this.url = url;
    this.line = line;
  }

  /**
   * Comes back within two seconds.
   *
   * @throws StoreException.Unavailable where it does not answer
   */
  void check() {
    try {
      ask().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw unavailable("it was not heard of for %d ms.".formatted(PATIENCE.toMillis()), late);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof SQLException failure
          ? unavailable(DatabaseFailure.said(failure), failure)
          : unavailable(String.valueOf(failed.getCause()), failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw unavailable("the question was given up.", stop);
    }
  }

  private StoreException.Unavailable unavailable(String why, Throwable cause) {
    return new StoreException.Unavailable(
        "The database %s does not answer now: %s".formatted(url.where(), why), cause);
  }

  private synchronized CompletableFuture<Void> ask() {
    if (closed) {
      throw new StoreException.Unavailable("The store is closed; open it again.", null);
    }
    CompletableFuture<Void> running = asking;
    if (running == null || running.isDone()) {
      CompletableFuture<Void> question = new CompletableFuture<>();
      asking = question;
      Thread.ofVirtual().name("lince-pulse").start(() -> answer(question));
      return question;
    }
    return running;
  }

  private void answer(CompletableFuture<Void> question) {
    try {
      Connection open = connection;
      if (open != null && !answers(open)) {
        open = null;
      }
      if (open == null) {
        connection = line.open(LIMIT);
        if (closed) {
          closeConnection();
        }
      }
      question.complete(null);
    } catch (SQLException | RuntimeException failure) {
      connection = null;
      question.completeExceptionally(failure);
    }
  }

  /** A connection that was cut is replaced; one that hangs has used the time up. */
  private static boolean answers(Connection open) throws SQLException {
    try (Statement statement = open.createStatement()) {
      statement.execute("SELECT 1");
      return true;
    } catch (SQLException failure) {
      open.close();
      if (failure.getCause() instanceof SocketTimeoutException) {
        throw failure;
      }
      return false;
    }
  }

  @Override
  public void close() {
    closed = true;
    closeConnection();
  }

  private void closeConnection() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException gone) {
        log.debug("The connection was gone already", gone);
      }
    }
  }
}
