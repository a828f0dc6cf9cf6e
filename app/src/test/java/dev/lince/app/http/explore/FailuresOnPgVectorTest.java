package dev.lince.app.http.explore;

import dev.lince.store.pgvector.TestDatabase;
import org.junit.jupiter.api.AfterAll;

class FailuresOnPgVectorTest extends FailuresApiContract {
  private final TestDatabase made = TestDatabase.create();

  @Override
  String database() {
    return made.url();
  }

  @AfterAll
  void drop() {
    made.close();
  }
}
