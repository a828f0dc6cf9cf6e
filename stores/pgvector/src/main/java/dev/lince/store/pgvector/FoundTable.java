package dev.lince.store.pgvector;

import dev.lince.store.StoreException;
import dev.lince.store.pgvector.url.DatabaseUrl;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** A table image_embeddings that is there before Lince, looked at before it is adopted. */
final class FoundTable {
  private static final String COLUMNS =
      "SELECT a.attname, format_type(a.atttypid, NULL) FROM pg_attribute a"
          + " WHERE a.attrelid = to_regclass('image_embeddings') AND a.attnum > 0"
          + " AND NOT a.attisdropped";
  private static final String UNIQUE_PATH =
      "SELECT 1 FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid"
          + " AND a.attnum = i.indkey[0] WHERE i.indrelid = to_regclass('image_embeddings')"
          + " AND i.indisunique AND i.indnkeyatts = 1 AND i.indpred IS NULL"
          + " AND a.attname = 'image_path'";
  private static final String ENCODING = "SELECT current_setting('server_encoding')";

  private final Connection connection;
  private final DatabaseUrl url;

  FoundTable(Connection connection, DatabaseUrl url) {
    this.connection = connection;
    this.url = url;
  }

  /**
   * @throws StoreException.Unreadable where Lince could not work with it
   */
  void check() throws SQLException {
    requireUtf8();
    Map<String, String> columns = columns();
    if (columns.isEmpty()) {
      return;
    }
    require(columns, "id", "integer", "bigint");
    require(columns, "image_path", "text", "character varying");
    String vector = columns.getOrDefault("embedding", "missing");
    if (!vector.equals("vector") && !vector.endsWith(".vector")) {
      throw refused("its column embedding is %s; vector is needed".formatted(vector));
    }
    if (!hasUniquePath()) {
      throw refused(
          "its column image_path is not unique; run: ALTER TABLE image_embeddings ADD UNIQUE (image_path)");
    }
  }

  private void requireUtf8() throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(ENCODING)) {
      rows.next();
      if (!rows.getString(1).equals("UTF8")) {
        throw new StoreException.Unreadable(
            "The database %s has the encoding %s; UTF8 is needed: createdb --encoding=UTF8 --template=template0."
                .formatted(url.where(), rows.getString(1)),
            null);
      }
    }
  }

  private Map<String, String> columns() throws SQLException {
    Map<String, String> columns = new HashMap<>();
    try (var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(COLUMNS)) {
      while (rows.next()) {
        columns.put(rows.getString(1), rows.getString(2));
      }
    }
    return columns;
  }

  private boolean hasUniquePath() throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(UNIQUE_PATH)) {
      return rows.next();
    }
  }

  private void require(Map<String, String> columns, String name, String type, String orType) {
    String found = columns.getOrDefault(name, "missing");
    if (!found.equals(type) && !found.equals(orType)) {
      throw refused("its column %s is %s; %s is needed".formatted(name, found, type));
    }
  }

  private StoreException refused(String why) {
    return new StoreException.Unreadable(
        "The table image_embeddings of the database %s cannot be used: %s."
            .formatted(url.where(), why),
        null);
  }
}
