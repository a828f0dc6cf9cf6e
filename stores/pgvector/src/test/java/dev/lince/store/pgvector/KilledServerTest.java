package dev.lince.store.pgvector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.image.AverageColour;
import dev.lince.image.ImageType;
import dev.lince.store.Filter;
import dev.lince.store.LedgerEntry;
import dev.lince.store.NewImage;
import dev.lince.store.RandomImages;
import dev.lince.store.StoreException;
import dev.lince.store.StoredImage;
import dev.lince.store.TestSeed;
import dev.lince.store.Upserted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that is killed while images are stored, and waits for the disk as in earnest. */
@Timeout(value = 100, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KilledServerTest {
  private static final int KILLS = 6;
  private static final int PATHS = 300;
  private static final int DIMENSION = 16;

  private final PostgresServer server = PostgresServer.create().with("fsync", "on").start();
  private final TestDatabase database = server.createDatabase();
  private PgVectorStore store;

  /** The newest version of each path that the store acknowledged, and that it was given. */
  private final Map<String, Integer> acknowledged = new HashMap<>();

  private final Map<String, Integer> given = new HashMap<>();
  private final Semaphore acknowledgements = new Semaphore(0);

  @BeforeEach
  void open() {
    store = PgVectorStore.open(TestStores.settings(database));
  }

  @AfterEach
  void close() {
    if (store != null) {
      store.close();
    }
    server.close();
  }

  @Test
  void keepsWhatItAcknowledgedWholeAndOnce() throws Exception {
    Random random = TestSeed.random("keepsWhatItAcknowledgedWholeAndOnce");
    for (int kill = 0; kill < KILLS; kill++) {
      Random own = new Random(random.nextLong());
      Thread writer = Thread.ofPlatform().start(() -> writeUntilItFails(own));
      assertThat(acknowledgements.tryAcquire(1 + random.nextInt(20), 1, TimeUnit.MINUTES)).isTrue();
      spin(random.nextInt(30_000_000));
      server.kill();
      assertThat(writer.join(Duration.ofMinutes(1))).isTrue();
      acknowledgements.drainPermits();
      server.start();

      assertNothingIsLostOrDoubled();
    }
  }

  private void writeUntilItFails(Random random) {
    while (true) {
      List<NewImage> batch = new ArrayList<>();
      Set<String> paths = new HashSet<>();
      while (paths.size() < 10) {
        String path = "%d.png".formatted(random.nextInt(PATHS));
        if (paths.add(path)) {
          batch.add(image(path, given.merge(path, 1, Integer::sum)));
        }
      }
      try {
        assertThat(store.upsert(batch)).hasOnlyElementsOfType(Upserted.Stored.class);
      } catch (StoreException.Unavailable killed) {
        return;
      }
      batch.forEach(image -> acknowledged.put(image.path(), (int) image.bytes()));
      acknowledgements.release();
    }
  }

  /** Some moment within a commit; no clock is asked about anything but this. */
  private static void spin(long nanos) {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < nanos) {
      Thread.onSpinWait();
    }
  }

  private static NewImage image(String path, int version) {
    return new NewImage(
        path,
        "%s v%d".formatted(path, version),
        ImageType.PNG,
        version,
        version,
        version,
        new AverageColour(version),
        Instant.EPOCH,
        null,
        Set.of(),
        Map.of(),
        vector(path, version));
  }

  private static float[] vector(String path, int version) {
    return new RandomImages(new Random(path.hashCode() * 31L + version), DIMENSION).vector();
  }

  /** The first calls may still meet a connection of before. */
  private List<StoredImage> everything() {
    for (int attempt = 0; ; attempt++) {
      try {
        List<StoredImage> images = new ArrayList<>();
        store.scan(Filter.ALL, images::add);
        return images;
      } catch (StoreException.Unavailable broken) {
        assertThat(attempt).as(broken.getMessage()).isLessThan(20);
      }
    }
  }

  private void assertNothingIsLostOrDoubled() {
    Map<String, Integer> found = new HashMap<>();
    for (StoredImage image : everything()) {
      String path = image.image().path();
      int version = (int) image.image().bytes();
      assertThat(found.put(path, version)).as("%s occurs once", path).isNull();
      assertThat(image.image().contentHash()).isEqualTo("%s v%d".formatted(path, version));
      assertThat(image.vector()).containsExactly(vector(path, version));
      assertThat(version).isIn(acknowledged.get(path), given.get(path));
    }
    assertThat(found.keySet()).containsAll(acknowledged.keySet());
    Map<String, Long> ledger = new HashMap<>();
    store.ledger().scan((LedgerEntry row) -> ledger.put(row.path(), row.bytes()));
    found.forEach(
        (path, version) -> assertThat(ledger).as("the ledger").containsEntry(path, (long) version));
    assertThat(ledger).hasSameSizeAs(found);
    // What was on its way and is there counts as acknowledged from now on.
    acknowledged.putAll(found);
  }
}
