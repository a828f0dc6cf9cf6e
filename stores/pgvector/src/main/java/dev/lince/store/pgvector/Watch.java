package dev.lince.store.pgvector;

import dev.lince.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after a connection on which statements may rightly take minutes: while they run, it asks
 * now and then whether the database still answers others. Where it does not, twice in a row, the
 * connection is cut, and what waits on it fails within some ten seconds instead of minutes. A
 * thread of its own watches until this is closed.
 */
final class Watch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Watch.class);

  /** Most is done by then. */
  private static final Duration FIRST = Duration.ofSeconds(4);

  private static final Duration BETWEEN = Duration.ofSeconds(2);
  private static final int MOST_FAILURES = 2;

  private final Connection connection;
  private final Pulse pulse;
  private final CountDownLatch over = new CountDownLatch(1);

  private Watch(Connection connection, Pulse pulse) {
    this.connection = connection;
    this.pulse = pulse;
  }

  static Watch over(Connection connection, Pulse pulse) {
    Watch watch = new Watch(connection, pulse);
    Thread.ofVirtual().name("lince-watch").start(watch::look);
    return watch;
  }

  private void look() {
    try {
      int failures = 0;
      Duration pause = FIRST;
      while (!over.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        failures = answers() ? 0 : failures + 1;
        if (failures == MOST_FAILURES) {
          cut();
          return;
        }
        pause = BETWEEN;
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean answers() {
    try {
      pulse.check();
      return true;
    } catch (StoreException.Unavailable away) {
      return false;
    }
  }

  /** Not once it is somebody else's. */
  private synchronized void cut() {
    if (over.getCount() == 0) {
      return;
    }
    try {
      connection.abort(Runnable::run);
    } catch (SQLException gone) {
      log.debug("The connection was gone already", gone);
    }
  }

  @Override
  public synchronized void close() {
    over.countDown();
  }
}
