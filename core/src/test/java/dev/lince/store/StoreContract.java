package dev.lince.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tests that every store must pass, one subclass for each idea; {@link StoreKind} says on which
 * store they run. The exact {@link MemoryStore} is the oracle, and runs them itself.
 *
 * <p>Where a test does not say otherwise its collection is small enough that every store searches
 * it exactly, so that answers must equal the oracle's.
 */
public abstract class StoreContract implements StoreKind {
  static final Instant NOW = Instant.parse("2001-02-13T00:00:00.123456789Z");

  // Made with the test, so that what is missing here skips it before there is something to close.
  @SuppressWarnings("this-escape") // A kind of store has no state.
  private final Place place = newPlace();

  @TempDir private Path directory;

  /** What the clock of the store and of the oracle says. */
  Instant now = NOW;

  private final InstantSource clock = () -> now;

  /** Open throughout a test; some tests close it and open it again. */
  ImageStore store;

  @BeforeEach
  void openStore() {
    store = place.open(directory, clock);
  }

  @AfterEach
  void closeStore() {
    try {
      store.close();
    } finally {
      place.close();
    }
  }

  final void reopen() {
    store.close();
    store = place.open(directory, clock);
  }

  /** An empty one, with the same clock. */
  final MemoryStore newOracle() {
    return new MemoryStore(new MemoryStore.Contents(), clock);
  }

  /** Its id. */
  final int upsertOne(NewImage image) {
    return stored(store.upsert(List.of(image)).getFirst()).id();
  }

  static Upserted.Stored stored(Upserted result) {
    assertThat(result).isInstanceOf(Upserted.Stored.class);
    return (Upserted.Stored) result;
  }

  final ImageRecord record(String path) {
    return store.findByPath(path).orElseThrow();
  }

  static List<Integer> ids(List<Hit> hits) {
    return hits.stream().map(hit -> hit.image().id()).toList();
  }

  final List<StoredImage> scanned(Filter filter) {
    List<StoredImage> images = new ArrayList<>();
    store.scan(filter, images::add);
    return images;
  }

  /** All that the store has, in the order of their ids. */
  final List<ImageRecord> records() {
    return scanned(Filter.ALL).stream().map(StoredImage::image).toList();
  }

  final List<LedgerEntry> ledger() {
    List<LedgerEntry> rows = new ArrayList<>();
    store.ledger().scan(rows::add);
    return rows;
  }
}
