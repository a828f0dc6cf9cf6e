package dev.lince.store.pgvector;

import dev.lince.store.ImageStore;
import dev.lince.store.ImageStoreContract;
import dev.lince.store.pgvector.url.DatabaseUrl;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;

class PgVectorStoreTest extends ImageStoreContract {
  private final TestDatabase database = TestDatabase.create();

  @Override
  protected ImageStore open(InstantSource clock) {
    return Opening.open(
        new PgVectorSettings(
            DatabaseUrl.parse(database.url()), IndexPrecision.FULL, Duration.ofSeconds(10)),
        clock,
        null);
  }

  @AfterEach
  void dropDatabase() {
    store.close();
    database.close();
  }
}
