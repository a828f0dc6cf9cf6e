package dev.lince.app.http.search;

import dev.lince.store.pgvector.TestDatabase;
import org.junit.jupiter.api.AfterAll;

class FilteredSearchOnPgVectorTest extends FilteredSearchContract {
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
