package dev.lince.store.pgvector;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalInt;

/**
 * How many values every vector has: as many as the first one that was stored, or as the column of a
 * table that others made. Safe for use by several threads and processes.
 */
final class Dimension {
  /** What pgvector's index of single precision takes. */
  static final int MOST = 2000;

  private static final String DECIDED =
      "SELECT coalesce(dimension, (SELECT vector_dims(embedding) FROM image_embeddings LIMIT 1),"
          + " (SELECT nullif(atttypmod, -1) FROM pg_attribute, lince_notes"
          + " WHERE attrelid = to_regclass('image_embeddings') AND attname = 'embedding'"
          + " AND name = 'adopted')) FROM lince_store";
  private static final String LOCK = "SELECT 1 FROM lince_store FOR UPDATE";
  private static final String COLUMN =
      "SELECT atttypmod FROM pg_attribute WHERE attrelid = to_regclass('image_embeddings')"
          + " AND attname = 'embedding'";

  private final Connections connections;
  private final IndexBuild indexBuild;
  private volatile OptionalInt known = OptionalInt.empty();

  Dimension(Connections connections, IndexBuild indexBuild) {
    this.connections = connections;
    this.indexBuild = indexBuild;
  }

  OptionalInt find() {
    if (known.isEmpty()) {
      known = connections.read(Dimension::decided);
    }
    return known;
  }

  private static OptionalInt decided(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DECIDED);
        ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        return OptionalInt.empty();
      }
      int dimension = rows.getInt(1);
      return rows.wasNull() ? OptionalInt.empty() : OptionalInt.of(dimension);
    }
  }

  /**
   * Fixes it for good, unless that was done before; a new table's column is made to fit.
   *
   * @return what it is now
   */
  int decide(int dimension) {
    int decided =
        connections.write(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                statement.executeQuery(LOCK).close();
              }
              OptionalInt before = decided(connection);
              int now = before.orElse(dimension);
              if (before.isEmpty()) {
                fitColumn(connection, dimension);
              }
              try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("UPDATE lince_store SET dimension = " + now);
              }
              return now;
            });
    known = OptionalInt.of(decided);
    return decided;
  }

  private void fitColumn(Connection connection, int dimension) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(COLUMN)) {
      if (rows.next() && rows.getInt(1) != dimension) {
        indexBuild.changeDimension(connection, dimension);
      }
    }
  }
}
