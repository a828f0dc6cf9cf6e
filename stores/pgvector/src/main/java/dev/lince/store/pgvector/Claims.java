package dev.lince.store.pgvector;

import dev.lince.store.Ledger.Claim;
import dev.lince.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reserves files by advisory locks of one session, which end with it: when the process is killed,
 * or its machine is heard of no more for some 25 s. Safe for use by several threads.
 */
final class Claims implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Claims.class);
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String KEY = "hashtextextended(path, 20261123)";
  private static final String LOCK =
      "SELECT path FROM unnest(?::text[]) AS path WHERE pg_try_advisory_lock(" + KEY + ")";
  private static final String UNLOCK =
      "SELECT pg_advisory_unlock(" + KEY + ") FROM unnest(?::text[]) AS path";
  private static final String SESSION =
      "SELECT pg_backend_pid(), (SELECT backend_start::text FROM pg_stat_activity"
          + " WHERE pid = pg_backend_pid()), set_config('tcp_keepalives_idle', '10', false),"
          + " set_config('tcp_keepalives_interval', '5', false),"
          + " set_config('tcp_keepalives_count', '3', false)";

  private final Connections connections;
  private @Nullable Connection session;
  private int backend;

  /** When it began; after a restart of the server another one may have its number. */
  private String began = "";

  Claims(Connections connections) {
    this.connections = connections;
  }

  /**
   * Those of the paths that are free.
   *
   * @throws StoreException.Unavailable where the database cannot be reached; then all claims are
   *     lost
   */
  synchronized Claim claim(Collection<String> paths) {
    if (connections.isClosed()) {
      throw new StoreException.Unavailable("The store is closed; open it again.", null);
    }
    try {
      Connection own = session();
      Set<String> granted = new HashSet<>();
      try (PreparedStatement statement = own.prepareStatement(LOCK)) {
        statement.setArray(1, own.createArrayOf("text", paths.toArray()));
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            granted.add(rows.getString(1));
          }
        }
      }
      return new Granted(Set.copyOf(granted), backend);
    } catch (SQLException failure) {
      giveUp();
      throw DatabaseFailure.of(connections.url(), failure);
    }
  }

  private Connection session() throws SQLException {
    Connection open = session;
    if (open != null) {
      return open;
    }
    Connection made = connections.direct(LIMIT);
    try (Statement statement = made.createStatement()) {
      endFormer(statement);
      try (ResultSet rows = statement.executeQuery(SESSION)) {
        rows.next();
        backend = rows.getInt(1);
        began = Objects.requireNonNullElse(rows.getString(2), "");
      }
    } catch (SQLException failure) {
      made.close();
      throw failure;
    }
    session = made;
    return made;
  }

  /** The server may not have noticed yet that the former session is lost, and keep its locks. */
  private void endFormer(Statement statement) throws SQLException {
    if (backend != 0) {
      statement
          .executeQuery(
              "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = %d AND backend_start::text = '%s' AND usename = current_user"
                  .formatted(backend, began))
          .close();
      backend = 0;
    }
  }

  private void giveUp() {
    Connection lost = session;
    session = null;
    if (lost != null) {
      try {
        lost.close();
      } catch (SQLException gone) {
        log.debug("The session of the claims is gone", gone);
      }
    }
  }

  private synchronized void release(Granted claim) {
    Connection open = session;
    if (open == null || backend != claim.backend || claim.paths.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = open.prepareStatement(UNLOCK)) {
      statement.setArray(1, open.createArrayOf("text", claim.paths.toArray()));
      statement.executeQuery().close();
    } catch (SQLException lost) {
      giveUp();
    }
  }

  private final class Granted implements Claim {
    private final Set<String> paths;
    private final int backend;
    private boolean released;

    Granted(Set<String> paths, int backend) {
      this.paths = paths;
      this.backend = backend;
    }

    @Override
    public Set<String> paths() {
      return paths;
    }

    @Override
    public void close() {
      if (!released) {
        released = true;
        release(this);
      }
    }
  }

  @Override
  public synchronized void close() {
    giveUp();
  }
}
