package dev.lince.store.pgvector;

import dev.lince.store.StoreException;
import dev.lince.store.pgvector.url.DatabaseUrl;
import java.time.Duration;
import java.time.InstantSource;

/** Stores of tests, opened as they are in earnest. */
final class TestStores {
  private static final int MOST_PINGS = 20;

  private TestStores() {}

  static PgVectorSettings settings(TestDatabase database) {
    return settings(database.url(), IndexPrecision.FULL);
  }

  static PgVectorSettings settings(String url, IndexPrecision precision) {
    return new PgVectorSettings(DatabaseUrl.parse(url), precision, Duration.ofSeconds(10));
  }

  static PgVectorStore open(TestDatabase database, SearchEffort effort) {
    return Opening.open(settings(database), InstantSource.system(), effort);
  }

  /** A ping gives the database little time, which a busy machine may need more of. */
  static void awaitPing(PgVectorStore store) {
    for (int attempt = 1; ; attempt++) {
      try {
        store.ping();
        return;
      } catch (StoreException.Unavailable late) {
        if (attempt == MOST_PINGS) {
          throw late;
        }
      }
    }
  }
}
