package dev.lince.store.pgvector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lince.store.Filter;
import dev.lince.store.ImageRecord;
import dev.lince.store.NearestQuery;
import dev.lince.store.NewImage;
import dev.lince.store.NextSpace;
import dev.lince.store.NextVector;
import dev.lince.store.RandomImages;
import dev.lince.store.SpaceSwitch;
import dev.lince.store.StoreException;
import dev.lince.store.Upserted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A switch while other processes search and store, as other stores of one database. */
@Timeout(value = 100, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SwitchBesideOthersTest {
  private static final SpaceSwitch PLAIN = new SpaceSwitch(Set.of(), List.of(), Map.of());
  private static final int IMAGES = 50;

  private final TestDatabase database = TestDatabase.create();
  private final Semaphore calls = new Semaphore(0);
  private final ConcurrentLinkedQueue<Throwable> wrong = new ConcurrentLinkedQueue<>();

  @AfterEach
  void drop() {
    database.close();
  }

  private PgVectorStore open() {
    return PgVectorStore.open(TestStores.settings(database));
  }

  /** In the old space every image is at (1, 0, …), in the next one at (0, 1, …). */
  private static float[] vector(int at, int dimension) {
    float[] vector = new float[dimension];
    vector[at] = 1;
    return vector;
  }

  private static NewImage image(String path) {
    return RandomImages.plain(path, vector(0, 3));
  }

  /** Calls again and again, until the store is superseded. */
  private Thread untilSuperseded(IntConsumer call) {
    return Thread.ofPlatform()
        .start(
            () -> {
              try {
                for (int i = 0; ; i++) {
                  call.accept(i);
                  calls.release();
                }
              } catch (StoreException.Superseded expected) {
                return;
              } catch (RuntimeException | AssertionError failure) {
                wrong.add(failure);
                calls.release(1000);
              }
            });
  }

  private static void putMissing(NextSpace next, int dimension) {
    List<NextVector> vectors = new ArrayList<>();
    for (ImageRecord image : next.missing(0, 10_000)) {
      vectors.add(new NextVector(image.id(), image.contentHash(), vector(1, dimension)));
    }
    next.put(vectors);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void neitherLosesAWriteNorAnswersFromTheWrongSpace(int dimension) throws Exception {
    Set<String> acknowledged = new ConcurrentSkipListSet<>();
    List<Thread> threads = new ArrayList<>();
    try (PgVectorStore one = open();
        PgVectorStore other = open()) {
      for (int i = 0; i < IMAGES; i++) {
        acknowledged.add("first-" + i);
      }
      one.upsert(acknowledged.stream().map(SwitchBesideOthersTest::image).toList());
      NextSpace next = one.nextSpace();
      next.begin("other", dimension);
      for (PgVectorStore store : List.of(one, other)) {
        threads.add(untilSuperseded(i -> assertOldHits(store)));
        threads.add(
            untilSuperseded(
                i ->
                    store.scan(
                        Filter.ALL,
                        stored -> assertThat(stored.vector()).containsExactly(1, 0, 0))));
        threads.add(untilSuperseded(i -> assertThat(store.find(1)).isPresent()));
      }
      threads.add(
          untilSuperseded(
              i -> {
                String path = i % 2 == 0 ? "new-" + i : "first-" + i % IMAGES;
                assertThat(other.upsert(List.of(image(path))))
                    .hasOnlyElementsOfType(Upserted.Stored.class);
                acknowledged.add(path);
              }));
      calls.acquire(100);

      do {
        putMissing(next, dimension);
      } while (!next.activate(PLAIN));
      for (Thread thread : threads) {
        thread.join();
      }

      assertThat(wrong).isEmpty();
      assertThatThrownBy(() -> other.upsert(List.of(image("late"))))
          .isInstanceOf(StoreException.Superseded.class);
      TestStores.awaitPing(other);
    }
    try (PgVectorStore again = open()) {
      Set<String> found = new ConcurrentSkipListSet<>();
      again.scan(
          Filter.ALL,
          stored -> {
            found.add(stored.image().path());
            assertThat(stored.vector()).containsExactly(vector(1, dimension));
          });
      assertThat(found).isEqualTo(acknowledged);
      assertThat(again.search(new NearestQuery(vector(1, dimension), 5)))
          .hasSize(5)
          .allSatisfy(hit -> assertThat(hit.similarity()).isEqualTo(1.0));
    }
  }

  private static void assertOldHits(PgVectorStore store) {
    assertThat(store.search(new NearestQuery(vector(0, 3), 5)))
        .hasSize(5)
        .allSatisfy(hit -> assertThat(hit.similarity()).isEqualTo(1.0));
  }

  @Test
  void isGivenUpByTheProcessWhoseSpaceAnotherOneReplaced() {
    try (PgVectorStore one = open();
        PgVectorStore other = open()) {
      one.upsert(List.of(image("a")));
      one.nextSpace().begin("mine", 3);
      other.nextSpace().begin("theirs", 3);

      assertThatThrownBy(() -> one.nextSpace().put(List.of(new NextVector(1, "00", vector(1, 3)))))
          .isInstanceOf(StoreException.Unreadable.class)
          .hasMessageContainingAll("Another process", "theirs", "mine");
      assertThatThrownBy(() -> one.nextSpace().activate(PLAIN))
          .isInstanceOf(StoreException.Unreadable.class);
      assertThat(other.nextSpace().count()).isZero();
    }
  }
}
