package dev.lince.store.pgvector;

import dev.lince.store.pgvector.url.DatabaseUrl;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From an address to a store: reach the server, have the extension, the tables and the index. */
final class Opening {
  private static final Logger log = LoggerFactory.getLogger(Opening.class);

  private final PgVectorSettings settings;
  private final DatabaseUrl url;
  private final Connection connection;

  private Opening(PgVectorSettings settings, Connection connection) {
    this.settings = settings;
    url = settings.url();
    this.connection = connection;
  }

  /**
   * @param effort of searches; null for what suits the extension
   */
  static PgVectorStore open(
      PgVectorSettings settings, InstantSource clock, @Nullable SearchEffort effort) {
    try (Connection connection = contact(settings);
        Pulse pulse = pulse(settings.url());
        Watch _ = Watch.over(connection, pulse)) {
      return new Opening(settings, connection).open(clock, effort);
    } catch (SQLException failure) {
      throw DatabaseFailure.of(settings.url(), failure);
    }
  }

  /** Makes nothing; empty where there is nothing of Lince's. */
  static Optional<PgVectorStore> openExisting(PgVectorSettings settings) {
    try (Connection connection = contact(settings);
        Pulse pulse = pulse(settings.url());
        Watch _ = Watch.over(connection, pulse)) {
      return new Opening(settings, connection).openExisting();
    } catch (SQLException failure) {
      throw DatabaseFailure.of(settings.url(), failure);
    }
  }

  private static Connection contact(PgVectorSettings settings) {
    return new FirstContact(settings.url(), settings.startWait()).connect();
  }

  private static Pulse pulse(DatabaseUrl url) {
    Properties properties = DriverProperties.of(url);
    return new Pulse(
        url,
        limit ->
            new DriverConnections(url, DriverProperties.within(limit, properties)).getConnection());
  }

  private PgVectorStore open(InstantSource clock, @Nullable SearchEffort effort)
      throws SQLException {
    Extension extension = Extension.findOrCreate(connection, url);
    String searchPath = seeTypes(extension);
    new Schema(connection, url, searchPath).bringUpToDate();
    Opened opened = opened(extension);
    boolean isToBuild = !Schema.isStandby(connection) && opened.build().isNeeded(connection);
    extension.warnOfKnownFaults();
    log.info("The database is {}, with pgvector {}", url.where(), extension.version());
    PgVectorStore store =
        new PgVectorStore(
            new Connections(url, searchPath, opened.space()),
            opened,
            effort == null ? SearchEffort.of(extension) : effort,
            clock);
    if (isToBuild) {
      try {
        store.buildIndex();
      } catch (SQLException failure) {
        store.close();
        throw failure;
      }
    }
    return store;
  }

  private Optional<PgVectorStore> openExisting() throws SQLException {
    Extension extension = Extension.find(connection);
    if (extension == null) {
      return Optional.empty();
    }
    String searchPath = seeTypes(extension);
    if (!new Schema(connection, url, searchPath).isUpToDate()) {
      return Optional.empty();
    }
    Opened opened = opened(extension);
    return Optional.of(
        new PgVectorStore(
            new Connections(url, searchPath, opened.space()),
            opened,
            SearchEffort.of(extension),
            InstantSource.system()));
  }

  /** The number of the space first: what is found out after it is of that space or a later one. */
  private Opened opened(Extension extension) throws SQLException {
    SpaceNumber space = SpaceNumber.of(connection);
    IndexPrecision precision = settings.precision();
    return new Opened(
        spelling(),
        new IndexInUse(precision),
        new IndexBuild(precision, extension),
        space,
        new VectorIndexChoice(precision, extension));
  }

  /**
   * Where the types of the extension have no names without its schema, the search path to see them:
   * the user's own, and that schema. Otherwise empty.
   */
  private String seeTypes(Extension extension) throws SQLException {
    if (extension.visible()) {
      return "";
    }
    try (Statement statement = connection.createStatement()) {
      String path;
      try (ResultSet rows = statement.executeQuery("SHOW search_path")) {
        rows.next();
        path = rows.getString(1) + ", " + extension.schema();
      }
      statement.execute("SET search_path = " + path);
      return path;
    }
  }

  private PathSpelling spelling() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT prefix FROM lince_store")) {
      rows.next();
      return new PathSpelling(rows.getString(1));
    }
  }
}
