package dev.lince.store.pgvector;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From an address to a store: reach the server, have the extension, the tables and the index. */
final class Opening {
  private static final Logger log = LoggerFactory.getLogger(Opening.class);

  private Opening() {}

  /**
   * @param effort of searches; null for what suits the extension
   */
  static PgVectorStore open(
      PgVectorSettings settings, InstantSource clock, @Nullable SearchEffort effort) {
    DatabaseUrl url = settings.url();
    try (Connection connection = new FirstContact(url, settings.startWait()).connect()) {
      Extension extension = Extension.findOrCreate(connection, url);
      String searchPath = extension.visible() ? "" : searchPath(connection, extension);
      Opened opened = prepare(connection, settings, extension, searchPath);
      extension.warnOfKnownFaults();
      log.info(
          "The database is {}, with pgvector {}, searched by {}",
          url.where(),
          extension.version(),
          opened.index() == null ? "comparing all" : opened.index().name());
      return new PgVectorStore(
          new Connections(url, searchPath),
          opened,
          effort == null ? SearchEffort.of(extension) : effort,
          clock);
    } catch (SQLException failure) {
      throw DatabaseFailure.of(url, failure);
    }
  }

  /** The user's own, and the schema of the extension, whose operators have no names without it. */
  private static String searchPath(Connection connection, Extension extension) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet rows = statement.executeQuery("SHOW search_path")) {
        rows.next();
        String path = rows.getString(1) + ", " + extension.schema();
        statement.execute("SET search_path = " + path);
        return path;
      }
    }
  }

  private static Opened prepare(
      Connection connection, PgVectorSettings settings, Extension extension, String searchPath)
      throws SQLException {
    new Schema(connection, settings.url(), searchPath).bringUpToDate();
    IndexBuild build = new IndexBuild(settings.precision(), extension);
    build.buildWhatIsMissing(connection);
    return new Opened(
        extension, spelling(connection), VectorIndex.find(connection, settings.precision()), build);
  }

  private static PathSpelling spelling(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT prefix FROM lince_store")) {
      rows.next();
      return new PathSpelling(rows.getString(1));
    }
  }
}
