package dev.lince.store.pgvector;

import dev.lince.store.ImageRecord;
import dev.lince.store.NextSpace;
import dev.lince.store.NextVector;
import dev.lince.store.SpaceSwitch;
import dev.lince.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of another space, in a table beside the one that is searched. Safe for use by several
 * threads and processes: what changes the space waits until nobody of Lince writes, and one process
 * builds the index while others wait for it.
 */
final class TableNextSpace implements NextSpace {
  /** Of the session that builds; free again when it ends, however that comes. */
  private static final String MAY_BUILD = "SELECT pg_try_advisory_lock(20261123, 3)";

  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private static final String SESSION =
      "SELECT set_config('statement_timeout', '0', false), set_config('lock_timeout', '0', false),"
          + " set_config('tcp_keepalives_idle', '10', false),"
          + " set_config('tcp_keepalives_interval', '5', false),"
          + " set_config('tcp_keepalives_count', '3', false)";

  private final Connections connections;
  private final VectorIndexChoice choice;

  /** What this process builds; another one may have begun another one since. */
  private volatile @Nullable String begun;

  TableNextSpace(Connections connections, VectorIndexChoice choice) {
    this.connections = connections;
    this.choice = choice;
  }

  @Override
  public Optional<String> label() {
    return connections
        .read(connection -> Optional.ofNullable(NextTable.find(connection)))
        .map(NextTable::label);
  }

  @Override
  public void begin(String label, int dimension) {
    if (dimension < 1 || dimension > Dimension.MOST) {
      throw new StoreException.Unreadable(
          "Vectors of %d dimensions cannot be kept in the database %s; the index of pgvector allows 1 to %d."
              .formatted(dimension, connections.url().where(), Dimension.MOST),
          null);
    }
    NextTable wanted = new NextTable(label, dimension);
    connections.writeAlone(
        connection -> {
          if (!wanted.equals(NextTable.find(connection))) {
            Obstacles.refuse(connection, connections.url());
            NextTable.drop(connection);
            wanted.make(connection, choice);
          }
          return wanted;
        });
    begun = label;
  }

  @Override
  public long count() {
    return connections.readLong(
        connection ->
            NextTable.find(connection) == null
                ? 0L
                : Sql.number(connection, "SELECT count(*) FROM lince_next_embeddings"));
  }

  @Override
  public List<ImageRecord> missing(int afterId, int limit) {
    return connections.readLong(
        connection -> {
          require(connection);
          return NextTable.missing(connection, afterId, limit);
        });
  }

  /** What is being built, if it is what this process builds. */
  private NextTable require(Connection connection) throws SQLException {
    NextTable next = NextTable.require(connection, connections.url());
    String own = begun;
    if (own != null && !own.equals(next.label())) {
      throw new StoreException.Unreadable(
          "Another process has begun to bring the database %s to %s, so that it cannot be brought to %s now."
              .formatted(connections.url().where(), next.label(), own),
          null);
    }
    return next;
  }

  @Override
  public void put(List<NextVector> vectors) {
    TreeMap<Integer, NextVector> last = new TreeMap<>();
    vectors.forEach(vector -> last.put(vector.id(), vector));
    connections.write(
        connection -> {
          require(connection).check(vectors);
          NextTable.put(connection, last.values());
          return last;
        });
  }

  @Override
  public void prepare() {
    NextTable next = connections.read(this::require);
    try (Connection connection = connections.unlimited();
        Watch _ = Watch.over(connection, connections.pulse())) {
      Sql.texts(connection, SESSION);
      waitForOtherBuilders(connection);
      if (!choice.extension().buildsInParallelSafely()) {
        Sql.run(connection, "SET max_parallel_maintenance_workers = 0");
      }
      NextIndexes indexes = new NextIndexes(connection, choice, next.dimension());
      indexes.makeThoseOfVectorsBesideWriters();
      indexes.makeCheapOnes();
      Sql.run(connection, "ANALYZE lince_next_embeddings");
    } catch (SQLException failure) {
      // The table may have been switched to, or dropped, by another process.
      connections.read(this::require);
      throw DatabaseFailure.of(connections.url(), failure);
    }
  }

  /** By asking again and again: who waits in a statement is waited for by the build itself. */
  private void waitForOtherBuilders(Connection connection) throws SQLException {
    while (!Sql.truth(connection, MAY_BUILD)) {
      connections.read(this::require);
      try {
        Thread.sleep(BETWEEN);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new StoreException.Unavailable(
            "Waiting for another process, which builds the index, was given up.", stop);
      }
    }
  }

  @Override
  public boolean activate(SpaceSwitch change) {
    while (true) {
      SpaceChange.Outcome outcome =
          connections.writeAlone(
              connection ->
                  new SpaceChange(connection, connections.url(), choice)
                      .apply(require(connection), change));
      switch (outcome) {
        case DONE -> {
          return true;
        }
        case INCOMPLETE -> {
          return false;
        }
        case UNPREPARED -> prepare();
      }
    }
  }

  @Override
  public void abandon() {
    if (label().isPresent()) {
      connections.writeAlone(
          connection -> {
            NextTable.drop(connection);
            return connection;
          });
    }
    begun = null;
  }

  @Override
  public boolean dropFormer() {
    return connections.write(
        connection -> {
          boolean isThere =
              Sql.truth(connection, "SELECT to_regclass('lince_former_embeddings') IS NOT NULL");
          if (isThere) {
            Sql.run(connection, "DROP TABLE IF EXISTS lince_former_embeddings");
          }
          return isThere;
        });
  }
}
