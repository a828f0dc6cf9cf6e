package dev.lince.store.pgvector;

import dev.lince.store.StoreException;
import dev.lince.store.pgvector.url.DatabaseUrl;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a database to the tables of this version, by Flyway's migrations. Two processes that do it
 * at once wait for each other.
 */
final class Schema {
  private static final Logger log = LoggerFactory.getLogger(Schema.class);

  /** The newest of the migrations. */
  private static final int VERSION = 4;

  private static final String HISTORY = "lince_schema_history";

  /** Of one statement of a migration; the longest builds an index over all rows of others. */
  private static final Duration MIGRATION = Duration.ofHours(24);

  private static final String NOT_ALLOWED = "42501";

  private final Connection connection;
  private final DatabaseUrl url;
  private final String searchPath;

  Schema(Connection connection, DatabaseUrl url, String searchPath) {
    this.connection = connection;
    this.url = url;
    this.searchPath = searchPath;
  }

  /**
   * Migrates unless everything is there already.
   *
   * @throws StoreException.Unreadable where the tables are not as they must be, or are of a newer
   *     version of Lince
   */
  void bringUpToDate() throws SQLException {
    int version = version();
    refuseNewer(version);
    if (version == VERSION) {
      return;
    }
    if (isStandby(connection)) {
      throw new StoreException.ReadOnly(
          "The database %s is a standby without the tables of this Lince; start Lince once on its primary."
              .formatted(url.where()));
    }
    migrateAlone();
  }

  /** Flyway's own lock does not cover the table that it keeps its history in. */
  private void migrateAlone() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET lock_timeout = '5min'");
      statement.execute("SELECT pg_advisory_lock(20261123, 2)");
      if (version() != VERSION) {
        new FoundTable(connection, url).check();
        migrate();
      }
      statement.execute("SELECT pg_advisory_unlock(20261123, 2)");
    }
  }

  private void refuseNewer(int version) {
    if (version > VERSION) {
      throw new StoreException.Unreadable(
          "The database %s was brought to version %d of its tables by a newer Lince; this one knows version %d. Use the newer Lince."
              .formatted(url.where(), version, VERSION),
          null);
    }
  }

  /**
   * Whether everything is there already; false where there is nothing of Lince's.
   *
   * @throws StoreException.Unreadable where it is of another version of Lince
   */
  boolean isUpToDate() throws SQLException {
    int version = version();
    refuseNewer(version);
    if (version > 0 && version < VERSION) {
      throw new StoreException.Unreadable(
          "The tables of the database %s are of an older Lince (version %d, this one needs %d). Start lince serve on it once, which brings them up to date."
              .formatted(url.where(), version, VERSION),
          null);
    }
    return version == VERSION;
  }

  private int version() throws SQLException {
    if (!exists(HISTORY)) {
      return 0;
    }
    try (PreparedStatement statement =
            connection.prepareStatement(
                "SELECT coalesce(max(version::int), 0) FROM " + HISTORY + " WHERE success");
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private boolean exists(String table) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
      statement.setString(1, table);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getBoolean(1);
      }
    }
  }

  /** Whether the server follows another one and takes no changes. */
  static boolean isStandby(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT pg_is_in_recovery()");
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getBoolean(1);
    }
  }

  private void migrate() throws SQLException {
    log.info("Making Lince's tables in the database {}", url.where());
    try {
      Map<String, String> properties = new HashMap<>();
      DriverProperties.of(url)
          .forEach((name, value) -> properties.put((String) name, (String) value));
      properties.put("socketTimeout", String.valueOf(MIGRATION.toSeconds()));
      if (!searchPath.isEmpty()) {
        properties.put("currentSchema", searchPath);
      }
      Flyway.configure(Schema.class.getClassLoader())
          .dataSource(url.jdbcUrl(), properties.get("user"), properties.get("password"))
          .jdbcProperties(properties)
          .locations("classpath:dev/lince/store/pgvector/migrations")
          .table(HISTORY)
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .load()
          .migrate();
    } catch (FlywayException failure) {
      throw failed(failure);
    }
  }

  private StoreException failed(FlywayException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return NOT_ALLOWED.equals(sql.getSQLState())
            ? new StoreException.Unreadable(
                "The user of DATABASE_URL may not make Lince's tables in the database %s: %s Let its owner run: GRANT USAGE, CREATE ON SCHEMA public TO that user; and where the table image_embeddings is there already, ALTER TABLE image_embeddings OWNER TO that user."
                    .formatted(url.where(), DatabaseFailure.said(sql)),
                failure)
            : DatabaseFailure.of(url, sql);
      }
    }
    return new StoreException.Unreadable(
        "The tables of the database %s could not be brought up to date: %s"
            .formatted(url.where(), failure.getMessage()),
        failure);
  }
}
