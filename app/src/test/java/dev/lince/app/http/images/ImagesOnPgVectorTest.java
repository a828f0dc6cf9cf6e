package dev.lince.app.http.images;

import dev.lince.store.pgvector.TestDatabase;
import org.junit.jupiter.api.AfterAll;

class ImagesOnPgVectorTest extends ImagesApiContract {
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
