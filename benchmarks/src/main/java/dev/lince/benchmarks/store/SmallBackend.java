package dev.lince.benchmarks.store;

import dev.lince.store.pgvector.url.DatabaseUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * PostgreSQL as small backends use it: a connection for each query, one INSERT a row, vectors as
 * text.
 */
final class SmallBackend {
  private static final int K = 10;

  private final DatabaseUrl url;

  SmallBackend(String url) {
    this.url = DatabaseUrl.parse(url);
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url.jdbcUrl(), url.properties());
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  void dropEverything() throws SQLException {
    execute(
        "DROP TABLE IF EXISTS image_embeddings, lince_next_embeddings, lince_ledger, lince_notes,"
            + " lince_former_embeddings, lince_images, lince_store, lince_schema_history CASCADE; DROP FUNCTION IF EXISTS lince_path");
  }

  void makeTable() throws SQLException {
    execute("CREATE EXTENSION IF NOT EXISTS vector");
    execute(
        "CREATE TABLE image_embeddings (id SERIAL PRIMARY KEY, image_path TEXT NOT NULL UNIQUE,"
            + " embedding VECTOR(512) NOT NULL)");
    makeIndex();
  }

  void makeIndex() throws SQLException {
    makeIndex("idx_embedding_hnsw", "embedding vector_l2_ops");
  }

  /** As Lince builds it in the background where it is asked for. */
  void makeHalfIndex() throws SQLException {
    makeIndex("lince_embedding_half_index", "(embedding::halfvec(512)) halfvec_l2_ops");
  }

  private void makeIndex(String name, String column) throws SQLException {
    execute(
        "SET maintenance_work_mem = '1GB'; SET max_parallel_maintenance_workers = 0; CREATE INDEX %s ON image_embeddings USING hnsw (%s) WITH (m = 16, ef_construction = 64)"
            .formatted(name, column));
  }

  void insert(float[][] vectors, int count) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < count; i++) {
        statement.execute(
            "INSERT INTO image_embeddings (image_path, embedding) VALUES ('/static/%s', '%s')"
                .formatted(StoreComparison.path(i), Arrays.toString(vectors[i])));
      }
    }
  }

  /** How large a relation is, for people. */
  String size(String relation) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT pg_size_pretty(pg_relation_size('%s'))".formatted(relation))) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** The numbers of the nearest ones, as many as PostgreSQL gives. */
  List<Integer> nearest(float[] query, boolean filtered) {
    String text = Arrays.toString(query);
    String sql =
        "SELECT image_path, 1 - (embedding <=> '%s') FROM image_embeddings %s ORDER BY embedding <-> '%s' LIMIT %d"
            .formatted(
                text, filtered ? "WHERE image_path LIKE '/static/one-in-100/%'" : "", text, K);
    List<Integer> found = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        String path = rows.getString(1);
        found.add(
            Integer.parseInt(path.substring(path.lastIndexOf('/') + 1, path.lastIndexOf('.'))));
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return found;
  }
}
