package dev.lince.store.pgvector;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the index of half precision where it is asked for. An index that is there is never removed,
 * unless the table is Lince's own and empty: then another one costs nothing. Where there are rows,
 * the index is built in the background, and searches go by what there is meanwhile.
 *
 * <p>Safe for use by several threads; whoever made it closes it.
 */
final class IndexBuild implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(IndexBuild.class);

  /** The index of full precision, as the Python backend names it. */
  static final String FULL = "idx_embedding_hnsw";

  /** That of half precision. */
  static final String HALF = "lince_embedding_half_index";

  private static final String OWN_AND_EMPTY =
      "SELECT NOT EXISTS (SELECT 1 FROM lince_notes WHERE name = 'adopted')"
          + " AND NOT EXISTS (SELECT 1 FROM image_embeddings)";
  private static final String DIMENSION =
      "SELECT coalesce((SELECT nullif(atttypmod, -1) FROM pg_attribute WHERE attrelid ="
          + " to_regclass('image_embeddings') AND attname = 'embedding'),"
          + " (SELECT vector_dims(embedding) FROM image_embeddings LIMIT 1), 0)";

  /** One process builds; it is free again when its session ends. */
  private static final String MAY_BUILD = "SELECT pg_try_advisory_lock(20261123, 1)";

  /** What a build that was cut off has left behind. */
  private static final String BROKEN =
      "SELECT EXISTS (SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"
          + HALF
          + "') AND NOT indisvalid)";

  private final IndexPrecision precision;
  private final Extension extension;
  private volatile @Nullable Statement running;
  private volatile boolean closed;

  IndexBuild(IndexPrecision precision, Extension extension) {
    this.precision = precision;
    this.extension = extension;
  }

  /**
   * Whether an index is asked for that has to be built beside rows that are there; for an empty
   * table it is made at once.
   */
  boolean isNeeded(Connection connection) throws SQLException {
    int dimension = (int) Sql.number(connection, DIMENSION);
    VectorIndex found = VectorIndex.find(connection, precision, dimension);
    if (precision == IndexPrecision.FULL || (found != null && found.half())) {
      warnWhereNone(found);
      return false;
    }
    if (dimension == 0 || !Sql.truth(connection, OWN_AND_EMPTY)) {
      return dimension > 0;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(half(dimension, false));
      statement.execute("DROP INDEX IF EXISTS " + FULL);
    }
    return false;
  }

  /** Builds it on this connection, in a thread of its own, which closes the connection. */
  void start(Connection connection, Runnable whenBuilt) {
    Thread.ofPlatform()
        .name("lince-index")
        .daemon(true)
        .start(
            () -> {
              try (connection) {
                build(connection);
                whenBuilt.run();
              } catch (SQLException failure) {
                if (!closed) {
                  log.warn(
                      "The index of half precision could not be built; the next start tries again."
                          + " {}",
                      DatabaseFailure.said(failure));
                }
              }
            });
  }

  private void build(Connection connection) throws SQLException {
    if (!Sql.truth(connection, MAY_BUILD)) {
      log.info("Another process builds the index of half precision");
      return;
    }
    try (Statement statement = connection.createStatement()) {
      running = statement;
      if (closed) {
        return;
      }
      log.info("Building the index of half precision, minutes for each 100,000 pictures");
      if (!extension.buildsInParallelSafely()) {
        statement.execute("SET max_parallel_maintenance_workers = 0");
      }
      if (Sql.truth(connection, BROKEN)) {
        statement.execute("DROP INDEX " + HALF);
      }
      statement.execute(half((int) Sql.number(connection, DIMENSION), true));
      log.info("The index of half precision is there");
    } finally {
      running = null;
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

  /** Gives up a build that runs. */
  @Override
  public void close() {
    closed = true;
    Statement statement = running;
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException gone) {
        log.debug("The build could not be given up", gone);
      }
    }
  }
}
