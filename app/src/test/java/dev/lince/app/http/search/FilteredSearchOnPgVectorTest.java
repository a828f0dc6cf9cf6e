package dev.lince.app.http.search;

import dev.lince.store.pgvector.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;

class FilteredSearchOnPgVectorTest extends FilteredSearchContract {
  private final TestDatabase made = TestDatabase.create();

  @Override
  String database() {
    return made.url();
  }

  /** Loading into an index that is there takes twenty times as long as making it afterwards. */
  @Override
  void fill(Runnable filling) throws SQLException {
    try (Connection connection = made.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP INDEX idx_embedding_hnsw");
      filling.run();
      statement.execute(
          "CREATE INDEX idx_embedding_hnsw ON image_embeddings USING hnsw (embedding vector_l2_ops) WITH (m = 16, ef_construction = 64)");
      statement.execute("ANALYZE");
    }
  }

  @AfterAll
  void drop() {
    made.close();
  }
}
