package dev.lince.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.store.ImageStore.AfterDelete;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever happens to a store, it answers as the oracle does. */
public abstract class OracleContract extends StoreContract {
  private static final int DIMENSION = 8;

  @Test
  void agreesWithTheOracleWhateverHappens() {
    Random random = TestSeed.random("agreesWithTheOracleWhateverHappens");
    RandomImages images = new RandomImages(random, DIMENSION);
    MemoryStore oracle = newOracle();
    for (int step = 0; step < 150; step++) {
      now = images.date();
      switch (random.nextInt(10)) {
        case 0, 1, 2, 3 -> upsertBoth(oracle, batch(random, images));
        case 4, 5 -> deleteBoth(oracle, random);
        case 6 -> changeLedgerOfBoth(oracle, random);
        case 7 -> noteBoth(oracle, "note-" + random.nextInt(3), "text " + step);
        case 8 -> {
          if (random.nextInt(5) == 0) {
            reopen();
          }
        }
        default -> assertSameLedgerAndImages(oracle);
      }
      NearestQuery query =
          new NearestQuery(
              images.vector(), 1 + random.nextInt(30), images.filter(1), random.nextDouble(-1, 1));
      if (oracle.dimension().isPresent()) {
        SameAnswers.assertSameHits(store.search(query), oracle.search(query));
      }
    }
    reopen();
    assertSameLedgerAndImages(oracle);
  }

  private static List<NewImage> batch(Random random, RandomImages images) {
    List<NewImage> batch = new ArrayList<>();
    for (int i = random.nextInt(12); i >= 0; i--) {
      NewImage image = images.image("image-" + random.nextInt(40));
      boolean bad = random.nextInt(10) == 0;
      batch.add(bad ? RandomImages.plain(image.path(), new float[DIMENSION]) : image);
    }
    return batch;
  }

  private void upsertBoth(MemoryStore oracle, List<NewImage> batch) {
    List<Upserted> results = store.upsert(batch);
    List<Upserted> expected = oracle.upsert(batch);
    assertThat(results).hasSameSizeAs(expected);
    for (int i = 0; i < results.size(); i++) {
      switch (expected.get(i)) {
        case Upserted.Refused refused -> assertThat(results.get(i)).isEqualTo(refused);
        case Upserted.Stored stored -> {
          assertThat(stored(results.get(i)).path()).isEqualTo(stored.path());
          assertThat(stored(results.get(i)).created()).isEqualTo(stored.created());
        }
      }
    }
  }

  private void deleteBoth(MemoryStore oracle, Random random) {
    AfterDelete ledger = random.nextBoolean() ? AfterDelete.FORGET : AfterDelete.REMEMBER_REMOVED;
    List<String> paths =
        oracle.sample(random.nextInt(6), random.nextLong()).stream()
            .map(stored -> stored.image().path())
            .toList();
    List<Integer> ids = paths.stream().map(path -> record(path).id()).toList();
    List<Integer> oracleIds =
        paths.stream().map(path -> oracle.findByPath(path).orElseThrow().id()).toList();
    assertThat(store.delete(ids, ledger)).isEqualTo(oracle.delete(oracleIds, ledger));
  }

  private void changeLedgerOfBoth(MemoryStore oracle, Random random) {
    String path = "image-" + random.nextInt(40);
    if (random.nextBoolean()) {
      store.ledger().remove(List.of(path));
      oracle.ledger().remove(List.of(path));
    } else {
      LedgerEntry entry =
          new LedgerEntry(
              path, LedgerEntry.State.FAILED, random.nextLong(99), now, null, "It is empty.");
      store.ledger().put(List.of(entry));
      oracle.ledger().put(List.of(entry));
    }
  }

  private void noteBoth(MemoryStore oracle, String name, String text) {
    store.notes().put(name, text);
    oracle.notes().put(name, text);
    assertThat(store.notes().find(name)).isEqualTo(oracle.notes().find(name));
  }

  private void assertSameLedgerAndImages(MemoryStore oracle) {
    List<LedgerEntry> expected = new ArrayList<>();
    oracle.ledger().scan(expected::add);
    assertThat(ledger()).containsExactlyInAnyOrderElementsOf(expected);
    List<StoredImage> images = scanned(Filter.ALL);
    assertThat(images)
        .extracting(stored -> stored.image().path())
        .containsExactlyElementsOf(SameAnswers.pathsOf(oracle, Filter.ALL));
    for (StoredImage stored : images) {
      String path = stored.image().path();
      ImageRecord record = oracle.findByPath(path).orElseThrow();
      assertThat(stored.vector())
          .containsExactly(oracle.findWithVector(record.id()).orElseThrow().vector());
      assertThat(SameAnswers.withId(stored.image(), 1)).isEqualTo(SameAnswers.withId(record, 1));
      assertThat(store.findByPath(path)).contains(stored.image());
    }
  }
}
