package dev.lince.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.store.ImageStore.AfterDelete;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Many who read and write at once. */
public abstract class ManyAtOnceContract extends StoreContract {
  private static final int DIMENSION = 8;

  @Test
  void servesManyReadersAndWritersAtOnce() throws Exception {
    int writers = 4;
    int images = 25;
    int left = writers * (images - images / 5);
    Set<Integer> ids = ConcurrentHashMap.newKeySet();
    AtomicBoolean writing = new AtomicBoolean(true);
    try (ExecutorService threads = Executors.newFixedThreadPool(writers + 2)) {
      List<Future<?>> written = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        String name = "writer-" + w;
        RandomImages drawn = new RandomImages(new Random(w), DIMENSION);
        written.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < images; i++) {
                    writeAndFindAgain(drawn.at(name + "/" + i + ".png", drawn.vector()), ids);
                  }
                }));
      }
      List<Future<?>> read = new ArrayList<>();
      for (int r = 0; r < 2; r++) {
        RandomImages drawn = new RandomImages(new Random(-r - 1), DIMENSION);
        read.add(
            threads.submit(
                () -> {
                  while (writing.get()) {
                    readEverything(drawn.vector());
                  }
                }));
      }
      try {
        for (Future<?> one : written) {
          one.get();
        }
      } finally {
        writing.set(false);
      }
      for (Future<?> one : read) {
        one.get();
      }
    }
    assertThat(ids).hasSize(writers * images);
    assertThat(store.count(Filter.ALL)).isEqualTo(left);
    reopen();
    assertThat(scanned(Filter.ALL)).hasSize(left);
    assertThat(ledger()).hasSize(left);
  }

  /** What is acknowledged is found, by everyone and at once; every fifth image is deleted again. */
  private void writeAndFindAgain(NewImage image, Set<Integer> ids) {
    int id = upsertOne(image);
    assertThat(ids.add(id)).as("id %d is new", id).isTrue();
    assertThat(store.search(new NearestQuery(image.vector(), 1)))
        .extracting(hit -> hit.image().id())
        .containsExactly(id);
    assertThat(store.findByPath(image.path()).orElseThrow().id()).isEqualTo(id);
    if (image.path().matches(".*/\\d*[05].png")) {
      assertThat(store.delete(List.of(id), AfterDelete.FORGET)).isEqualTo(1);
      assertThat(store.find(id)).isEmpty();
      assertThat(ids(store.search(new NearestQuery(image.vector(), 1000)))).doesNotContain(id);
    }
  }

  private void readEverything(float[] query) {
    List<Hit> hits =
        store.dimension().isEmpty() ? List.of() : store.search(new NearestQuery(query, 1000));
    assertThat(hits).isSortedAccordingTo(Hit.ORDER);
    assertThat(ids(hits)).doesNotHaveDuplicates();
    assertThat(scanned(Filter.ALL))
        .extracting(stored -> stored.image().id())
        .isSorted()
        .doesNotHaveDuplicates();
  }
}
