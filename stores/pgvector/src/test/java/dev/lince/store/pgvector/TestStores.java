package dev.lince.store.pgvector;

import dev.lince.store.pgvector.url.DatabaseUrl;
import java.time.Duration;
import java.time.InstantSource;

/** Stores of tests, opened as they are in earnest. */
final class TestStores {
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
}
