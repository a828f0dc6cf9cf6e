package dev.lince.store.pgvector;

import com.pgvector.PGvector;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.lince.store.StoreException;
import dev.lince.store.pgvector.url.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/**
 * The way to the database. Whatever is done on a connection has a time limit on both sides: the
 * server gives a statement up, and where it is not heard of any more, so does the client: after
 * some ten seconds where the limit is longer, a little later than the server elsewhere. Safe for
 * use by several threads; whoever opened it closes it.
 */
final class Connections implements AutoCloseable {
  /** Of a search or a look-up. */
  static final Duration SOON = Duration.ofSeconds(10);

  /** Of what takes as long as there are images, or waits for other writers. */
  static final Duration LONG = Duration.ofMinutes(5);

  private static final Duration GRACE = Duration.ofSeconds(2);

  /** Of a server that waits for its client to go on: between two statements Lince only computes. */
  private static final Duration CLIENT_GONE = Duration.ofSeconds(20);

  /** Whoever searches waits behind one who waits to be alone. */
  private static final Duration LOCK_WAIT = Duration.ofSeconds(3);

  private static final Duration BETWEEN_LOCKS = Duration.ofSeconds(1);

  private static final int MOST_CONNECTIONS = 10;
  private static final int MOST_ATTEMPTS = 10;

  /**
   * A plan made for every value is slow for some; a server whose client has vanished must not hold
   * its locks for long.
   */
  private static final String SESSION =
      "SELECT set_config('plan_cache_mode', 'force_custom_plan', false),"
          + " set_config('statement_timeout', '"
          + SOON.toMillis()
          + "', false), set_config('idle_in_transaction_session_timeout', '"
          + CLIENT_GONE.toMillis()
          + "', false), set_config('tcp_keepalives_idle', '10', false),"
          + " set_config('tcp_keepalives_interval', '5', false),"
          + " set_config('tcp_keepalives_count', '3', false)";

  private final DatabaseUrl url;
  private final SpaceNumber space;
  private final Properties properties;
  private final HikariDataSource pool;
  private final Pulse pulse;
  private volatile boolean closed;

  /**
   * @param searchPath of every connection; empty for the user's own
   * @param space that is read and written; no other one is
   */
  Connections(DatabaseUrl url, String searchPath, SpaceNumber space) {
    this.url = url;
    this.space = space;
    properties = DriverProperties.of(url);
    properties.setProperty("datatype.vector", PGvector.class.getName());
    if (!searchPath.isEmpty()) {
      properties.setProperty("currentSchema", searchPath);
    }
    pulse = new Pulse(url, this::direct);
    HikariConfig config = new HikariConfig();
    config.setPoolName("lince-database");
    config.setDataSource(new DriverConnections(url, properties, SESSION));
    config.setAutoCommit(false);
    config.setMaximumPoolSize(MOST_CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(3_000);
    config.setValidationTimeout(1_000);
    config.setInitializationFailTimeout(-1);
    pool = new HikariDataSource(config);
  }

  /** What is done on a connection; may run again from the start where it only writes. */
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /**
   * Reads what is quickly found, in one transaction. May hand on what is of another space only to
   * throw {@link StoreException.Superseded} in the end, instead of returning.
   */
  <T> T read(Work<T> work) {
    try {
      return inTransaction(
          SOON,
          connection -> {
            T result = work.on(connection);
            space.end(connection);
            return result;
          });
    } catch (StoreException.Unreadable failed) {
      if (isSuperseded(failed)) {
        throw new StoreException.Superseded();
      }
      throw failed;
    }
  }

  /**
   * A statement may fail because the table that it was made for is not there any more. Asked on
   * another connection: the pool closes one on which a plan no longer fits its table.
   */
  private boolean isSuperseded(StoreException failed) {
    try {
      return inTransaction(SOON, space::hasChanged);
    } catch (StoreException unknown) {
      failed.addSuppressed(unknown);
      return false;
    }
  }

  /** Reads what takes its time, as of one moment; who is handed the rows may take his, too. */
  <T> T readLong(Work<T> work) {
    Map<String, String> settings =
        Map.of(
            "statement_timeout",
            String.valueOf(LONG.toMillis()),
            "idle_in_transaction_session_timeout",
            String.valueOf(LONG.toMillis()));
    return inTransaction(LONG, guarded(SpaceNumber.Lock.READ, settings, work));
  }

  /**
   * Writes in one transaction, durable when this returns. Where it met another writer in a deadlock
   * it is done again.
   */
  <T> T write(Work<T> work) {
    return repeated(
        guarded(
            SpaceNumber.Lock.WRITE,
            Map.of("statement_timeout", String.valueOf(LONG.toMillis())),
            work));
  }

  /**
   * As {@link #write}, while no other process of Lince writes anything, nor changes the space.
   * Locks are waited for only for moments, since others wait behind, but again and again.
   *
   * @throws StoreException.Unavailable where they were not to be had in minutes
   */
  <T> T writeAlone(Work<T> work) {
    Work<T> guarded =
        guarded(
            SpaceNumber.Lock.ALONE,
            Map.of(
                "statement_timeout",
                String.valueOf(LONG.toMillis()),
                "lock_timeout",
                String.valueOf(LOCK_WAIT.toMillis())),
            work);
    long begin = System.nanoTime();
    while (true) {
      try {
        return repeated(guarded);
      } catch (StoreException.Unavailable busy) {
        boolean isLocked =
            busy.getCause() instanceof SQLException cause
                && DatabaseFailure.state(cause).equals(DatabaseFailure.LOCKED);
        if (!isLocked || System.nanoTime() - begin > LONG.toNanos() || !pause()) {
          throw busy;
        }
      }
    }
  }

  /** Lets those through who waited behind; false where the thread is to end. */
  private static boolean pause() {
    try {
      Thread.sleep(BETWEEN_LOCKS);
      return true;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private <T> Work<T> guarded(SpaceNumber.Lock lock, Map<String, String> settings, Work<T> work) {
    return connection -> {
      try (Watch _ = Watch.over(connection, pulse)) {
        space.begin(connection, lock, settings);
        T result = work.on(connection);
        connection.commit();
        return result;
      }
    };
  }

  private <T> T repeated(Work<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return inTransaction(LONG, work);
      } catch (Conflict conflict) {
        if (attempt == MOST_ATTEMPTS) {
          throw new StoreException.Unavailable(
              "Other writers of the database %s are in the way; try again in a moment."
                  .formatted(url.where()),
              conflict);
        }
      }
    }
  }

  /** Two writers waited for each other, and the server ended one. */
  private static final class Conflict extends RuntimeException {
    private static final long serialVersionUID = 1;

    Conflict(SQLException cause) {
      super(cause);
    }
  }

  private <T> T inTransaction(Duration limit, Work<T> work) {
    if (closed) {
      throw new StoreException.Unavailable("The store is closed; open it again.", null);
    }
    try (Connection connection = pool.getConnection()) {
      connection.setNetworkTimeout(Runnable::run, (int) limit.plus(GRACE).toMillis());
      try {
        return work.on(connection);
      } catch (SQLException | RuntimeException failed) {
        rollback(connection, failed);
        throw failed;
      }
    } catch (SQLException failed) {
      if (DatabaseFailure.isConflict(failed)) {
        throw new Conflict(failed);
      }
      throw DatabaseFailure.of(url, failed);
    }
  }

  private static void rollback(Connection connection, Exception failed) {
    try {
      connection.rollback();
    } catch (SQLException alsoFailed) {
      failed.addSuppressed(alsoFailed);
    }
  }

  /** A connection outside the pool, with automatic commits; whoever calls closes it. */
  Connection direct(Duration limit) throws SQLException {
    return new DriverConnections(url, DriverProperties.within(limit, properties)).getConnection();
  }

  /** As {@link #direct}, for statements that may take hours. */
  Connection unlimited() throws SQLException {
    Connection connection = direct(SOON);
    connection.setNetworkTimeout(Runnable::run, 0);
    return connection;
  }

  DatabaseUrl url() {
    return url;
  }

  /** Whether the database answers. */
  Pulse pulse() {
    return pulse;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    pool.close();
    pulse.close();
  }
}
