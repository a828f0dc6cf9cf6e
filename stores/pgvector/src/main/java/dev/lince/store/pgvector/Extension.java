package dev.lince.store.pgvector;

import dev.lince.store.StoreException;
import dev.lince.store.pgvector.url.DatabaseUrl;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The extension pgvector as a database has it.
 *
 * @param version for example {@code 0.8.4}
 * @param schema where its types are
 * @param visible whether they are found without naming the schema
 */
record Extension(String version, String schema, boolean visible) {
  private static final Logger log = LoggerFactory.getLogger(Extension.class);

  /** Two that make it at once: IF NOT EXISTS does not look at what is not committed yet. */
  private static final Set<String> MADE_BY_ANOTHER = Set.of("23505", "42710");

  private static final String FOUND =
      "SELECT e.extversion, quote_ident(n.nspname), pg_type_is_visible(t.oid) FROM pg_extension e"
          + " JOIN pg_namespace n ON n.oid = e.extnamespace"
          + " JOIN pg_type t ON t.typnamespace = n.oid AND t.typname = 'vector'"
          + " WHERE e.extname = 'vector'";

  /**
   * Finds it, or makes it.
   *
   * @throws StoreException.Unreadable where the server does not have it, or the user may not make
   *     it
   */
  static Extension findOrCreate(Connection connection, DatabaseUrl url) throws SQLException {
    Extension found = find(connection);
    if (found != null) {
      return found;
    }
    try (var statement = connection.createStatement()) {
      statement.execute("CREATE EXTENSION IF NOT EXISTS vector");
    } catch (SQLException failure) {
      if (!MADE_BY_ANOTHER.contains(DatabaseFailure.state(failure))) {
        throw refused(connection, url, failure);
      }
    }
    found = find(connection);
    if (found == null) {
      throw new StoreException.Unreadable(
          "The extension vector of the database %s has no type vector: it is another extension of that name."
              .formatted(url.where()),
          null);
    }
    return found;
  }

  private static StoreException refused(
      Connection connection, DatabaseUrl url, SQLException failure) {
    return switch (DatabaseFailure.state(failure)) {
      case "42501" ->
          new StoreException.Unreadable(
              "The database %s has no extension vector yet, and the user %s may not create it. Let a superuser run CREATE EXTENSION vector in it."
                  .formatted(url.where(), userOf(connection)),
              failure);
      case "0A000", "58P01" ->
          new StoreException.Unreadable(
              "The server of the database %s does not have pgvector. Install it there (on Debian the package postgresql-NN-pgvector, or scripts/install-pgvector.sh) or use an image that has it, such as pgvector/pgvector."
                  .formatted(url.where()),
              failure);
      default -> DatabaseFailure.of(url, failure);
    };
  }

  private static String userOf(Connection connection) {
    try {
      return connection.getMetaData().getUserName();
    } catch (SQLException unknown) {
      return "of DATABASE_URL";
    }
  }

  /** As the database has it; null where it has none. */
  static @Nullable Extension find(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FOUND);
        ResultSet rows = statement.executeQuery()) {
      return rows.next()
          ? new Extension(rows.getString(1), rows.getString(2), rows.getBoolean(3))
          : null;
    }
  }

  /** Whether an index scan may go on where it came back short. */
  boolean scansIteratively() {
    return isAtLeast(0, 8, 0);
  }

  /** Whether an index may be built by several processes; before, that wrote past its memory. */
  boolean buildsInParallelSafely() {
    return isAtLeast(0, 8, 2);
  }

  /** Says in the log what is known to be wrong with this version. */
  void warnOfKnownFaults() {
    if (!isAtLeast(0, 8, 4)) {
      log.warn(
          "The database has pgvector {}. Versions before 0.8.4 may leave an index whose graph is"
              + " broken after a vacuum (0.8.3 and 0.8.4 mend that){}. Upgrade it on the server,"
              + " then run: ALTER EXTENSION vector UPDATE; REINDEX TABLE CONCURRENTLY"
              + " image_embeddings;",
          version,
          buildsInParallelSafely()
              ? ""
              : ", and build it with a buffer overflow where several processes do (CVE-2026-3172,"
                  + " mended in 0.8.2)");
    }
    if (!scansIteratively()) {
      log.warn(
          "pgvector {} cannot go on with a search that came back short, so that searches with"
              + " filters compare all pictures one by one; 0.8.0 can.",
          version);
    }
  }

  private boolean isAtLeast(int... least) {
    int[] parts =
        Arrays.stream(version.split("[^0-9]+"))
            .filter(part -> !part.isEmpty())
            .mapToInt(Integer::parseInt)
            .toArray();
    return Arrays.compare(parts, least) >= 0;
  }
}
