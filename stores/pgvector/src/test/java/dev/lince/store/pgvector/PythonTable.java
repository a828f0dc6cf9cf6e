package dev.lince.store.pgvector;

import com.pgvector.PGvector;
import dev.lince.store.RandomImages;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A database as the Python backend makes and uses it, by its own statements. */
final class PythonTable implements AutoCloseable {
  static final int DIMENSION = 512;

  private final RandomImages images;
  private final Connection connection;

  PythonTable(TestDatabase database, Random random) throws SQLException {
    images = new RandomImages(random, DIMENSION);
    connection = database.connect();
  }

  /** The schema of the Python backend. */
  PythonTable make() throws SQLException {
    execute("CREATE EXTENSION IF NOT EXISTS vector");
    execute(
        "CREATE TABLE image_embeddings (id SERIAL PRIMARY KEY, image_path TEXT NOT NULL UNIQUE,"
            + " embedding VECTOR(512) NOT NULL)");
    execute(
        "CREATE INDEX idx_embedding_hnsw ON image_embeddings USING hnsw (embedding vector_l2_ops)"
            + " WITH (m = 16, ef_construction = 64)");
    return this;
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  float[] vector() {
    return images.vector();
  }

  /** Its INSERT, with the vector as text. */
  float[] insert(String imagePath) throws SQLException {
    float[] vector = vector();
    insert(imagePath, vector);
    return vector;
  }

  void insert(String imagePath, float[] vector) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO image_embeddings (image_path, embedding) VALUES (?, ?::vector)")) {
      statement.setString(1, imagePath);
      statement.setString(2, new PGvector(vector).getValue());
      statement.executeUpdate();
    }
  }

  /** The paths that its SELECT finds, nearest first. */
  List<String> nearest(float[] query, int k) throws SQLException {
    List<String> paths = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT id, image_path, embedding <-> ?::vector FROM image_embeddings"
                + " ORDER BY embedding <-> ?::vector LIMIT ?")) {
      String text = new PGvector(query).getValue();
      statement.setString(1, text);
      statement.setString(2, text);
      statement.setInt(3, k);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          paths.add(rows.getString(2));
        }
      }
    }
    return paths;
  }

  /** The first column of a query's rows, as text. */
  List<String> column(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
