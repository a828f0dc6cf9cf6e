package dev.lince.store.pgvector;

import dev.lince.store.ImageStore;
import dev.lince.store.ListContract;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;

class PgVectorListTest extends ListContract {
  private final TestDatabase database = TestDatabase.create();

  @Override
  protected ImageStore open(InstantSource clock) {
    return Opening.open(TestStores.settings(database), clock, null);
  }

  @AfterEach
  void dropDatabase() {
    store.close();
    database.close();
  }
}
