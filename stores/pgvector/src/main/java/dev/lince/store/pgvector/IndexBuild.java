package dev.lince.store.pgvector;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the index of half precision where it is asked for. An index that is there is never removed,
 * unless the table is Lince's own and empty: then another one costs nothing.
 */
final class IndexBuild {
  private static final Logger log = LoggerFactory.getLogger(IndexBuild.class);
  private static final String HALF = "lince_embedding_half_index";
  private static final String OWN_AND_EMPTY =
      "SELECT NOT EXISTS (SELECT 1 FROM lince_notes WHERE name = 'adopted')"
          + " AND NOT EXISTS (SELECT 1 FROM image_embeddings)";
  private static final String COLUMN =
      "SELECT atttypmod FROM pg_attribute WHERE attrelid = to_regclass('image_embeddings')"
          + " AND attname = 'embedding'";

  private final IndexPrecision precision;
  private final Extension extension;

  IndexBuild(IndexPrecision precision, Extension extension) {
    this.precision = precision;
    this.extension = extension;
  }

  /** Builds what is asked for and missing; may take long, and says so. */
  void buildWhatIsMissing(Connection connection) throws SQLException {
    VectorIndex found = VectorIndex.find(connection, precision, columnDimension(connection));
    if (precision == IndexPrecision.FULL || (found != null && found.half())) {
      warnWhereNone(found);
      return;
    }
    boolean empty = isOwnAndEmpty(connection);
    if (!empty) {
      log.info(
          "Building the index of half precision; this takes minutes for each 100,000 pictures");
    }
    try (Statement statement = connection.createStatement()) {
      if (!extension.buildsInParallelSafely()) {
        statement.execute("SET max_parallel_maintenance_workers = 0");
      }
      statement.execute(half(columnDimension(connection), !empty));
      if (empty) {
        statement.execute("DROP INDEX IF EXISTS idx_embedding_hnsw");
      }
    }
  }

  private static void warnWhereNone(@Nullable VectorIndex found) {
    if (found == null) {
      log.warn(
          "The table image_embeddings has no HNSW index, so that every search compares all pictures"
              + " one by one. Lince does not build one unasked; this does: CREATE INDEX"
              + " idx_embedding_hnsw ON image_embeddings USING hnsw (embedding vector_l2_ops) WITH (m"
              + " = 16, ef_construction = 64);");
    }
  }

  private static boolean isOwnAndEmpty(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(OWN_AND_EMPTY)) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  private static int columnDimension(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(COLUMN)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static String half(int dimension, boolean concurrently) {
    return "CREATE INDEX %s IF NOT EXISTS %s ON image_embeddings USING hnsw ((embedding::halfvec(%d)) halfvec_l2_ops) WITH (m = 16, ef_construction = 64)"
        .formatted(concurrently ? "CONCURRENTLY" : "", HALF, dimension);
  }

  /** Makes the column of Lince's own, empty table fit vectors of that many values. */
  void changeDimension(Connection connection, int dimension) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP INDEX IF EXISTS " + HALF);
      statement.execute(
          "ALTER TABLE image_embeddings ALTER COLUMN embedding TYPE vector(%d)"
              .formatted(dimension));
      if (precision == IndexPrecision.HALF) {
        statement.execute(half(dimension, false));
      }
    }
  }
}
