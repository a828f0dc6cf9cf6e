package dev.lince.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.store.ImageStore.AfterDelete;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Tags and metadata that change. */
public abstract class LabelContract extends StoreContract {
  private static final int DIMENSION = 4;
  private static final LabelChange NOTHING =
      new LabelChange(Set.of(), Set.of(), Map.of(), Set.of());

  private static LabelChange tags(Set<String> add, Set<String> remove) {
    return new LabelChange(add, remove, Map.of(), Set.of());
  }

  @Test
  void changesWhatItSaysAndNothingElse() {
    int id = upsertOne(RandomImages.plain("a.png", Set.of("cat", "Cat"), 0, 1, 0, 0));
    StoredImage before = store.findWithVector(id).orElseThrow();

    assertThat(
            store.label(
                List.of(id),
                new LabelChange(
                    Set.of("dog", "niño"), Set.of("cat", "bird"), Map.of("k", "v"), Set.of("x"))))
        .isEqualTo(1);
    StoredImage after = store.findWithVector(id).orElseThrow();

    assertThat(after.image().tags()).containsExactlyInAnyOrder("Cat", "dog", "niño");
    assertThat(after.image().metadata()).isEqualTo(Map.of("k", "v"));
    assertThat(after.vector()).isEqualTo(before.vector());
    assertThat(tags(Set.of("cat"), Set.of("dog", "niño")).of(after.image()).metadata())
        .isEqualTo(after.image().metadata());
    assertThat(undone(after.image())).isEqualTo(before.image());
    reopen();
    assertThat(store.findWithVector(id).orElseThrow().image()).isEqualTo(after.image());
  }

  private static ImageRecord undone(ImageRecord image) {
    return new LabelChange(
            Set.of("cat", "Cat"), Set.of("dog", "niño"), Map.of(), image.metadata().keySet())
        .of(image);
  }

  @Test
  void isFoundByTheNewWordsAtOnceAndNotByTheOldOnes() {
    int id = upsertOne(RandomImages.plain("a.png", Set.of("cat"), 0, 1, 0, 0));

    store.label(
        List.of(id), new LabelChange(Set.of("dog"), Set.of("cat"), Map.of("k", "v"), Set.of()));

    assertThat(store.count(new Filter.HasTag("cat"))).isZero();
    assertThat(store.count(new Filter.HasTag("dog"))).isEqualTo(1);
    assertThat(store.count(new Filter.HasMetadata("k", "v"))).isEqualTo(1);
    NearestQuery query =
        new NearestQuery(
            new float[] {0, 1, 0, 0}, 5, new Filter.HasTag("dog"), Double.NEGATIVE_INFINITY);
    assertThat(store.search(query)).extracting(hit -> hit.image().id()).containsExactly(id);
  }

  @Test
  void passesOverWhatIsNotThere() {
    int id = upsertOne(RandomImages.plain("a.png", 0, 1, 0, 0));
    int gone = upsertOne(RandomImages.plain("b.png", 0, 1, 0, 0));
    store.delete(List.of(gone), AfterDelete.FORGET);

    assertThat(store.label(List.of(), tags(Set.of("x"), Set.of()))).isZero();
    assertThat(store.label(List.of(gone, 999), tags(Set.of("x"), Set.of()))).isZero();
    assertThat(store.label(List.of(id, gone, id), tags(Set.of("x"), Set.of()))).isEqualTo(1);
    assertThat(store.label(List.of(id), NOTHING)).isEqualTo(1);
    assertThat(store.find(gone)).isEmpty();
    assertThat(store.find(id).orElseThrow().tags()).containsExactly("x");
  }

  @Test
  void staysWhenTheFileChanges() {
    int id = upsertOne(RandomImages.plain("a.png", 0, 1, 0, 0));
    store.label(List.of(id), new LabelChange(Set.of("x"), Set.of(), Map.of("k", "v"), Set.of()));

    assertThat(upsertOne(RandomImages.plain("a.png", 1, 0, 0, 0))).isEqualTo(id);

    StoredImage after = store.findWithVector(id).orElseThrow();
    assertThat(after.image().tags()).containsExactly("x");
    assertThat(after.image().metadata()).isEqualTo(Map.of("k", "v"));
    assertThat(after.vector()).containsExactly(1, 0, 0, 0);
  }

  @Test
  void staysWhenTheLibraryGoesOverToAnotherSpace() {
    int id = upsertOne(RandomImages.plain("a.png", 0, 1, 0, 0));
    NextSpace next = store.nextSpace();
    next.begin("second", 3);
    next.put(List.of(new NextVector(id, "00", new float[] {0, 0, 1})));

    store.label(List.of(id), tags(Set.of("late"), Set.of()));
    next.prepare();
    assertThat(next.activate(new SpaceSwitch(Set.of(), List.of(), Map.of()))).isTrue();
    reopen();

    StoredImage after = store.findWithVector(id).orElseThrow();
    assertThat(after.image().tags()).containsExactly("late");
    assertThat(after.vector()).containsExactly(0, 0, 1);
  }

  @Test
  void losesNothingWhereManyChangeTheSameImagesAtOnce() throws Exception {
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      ids.add(upsertOne(RandomImages.plain("image-" + i, 0, 1, 0, 0)));
    }
    List<Future<?>> writers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int writer = 0; writer < 8; writer++) {
        String tag = "tag-" + writer;
        boolean upserts = writer % 4 == 3;
        writers.add(
            threads.submit(
                () -> {
                  for (int id : ids) {
                    if (upserts) {
                      upsertOne(RandomImages.plain("image-" + ids.indexOf(id), 1, 0, 0, 0));
                    }
                    store.label(List.of(id), tags(Set.of(tag), Set.of()));
                  }
                }));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    }

    for (int id : ids) {
      StoredImage after = store.findWithVector(id).orElseThrow();
      assertThat(after.image().tags()).hasSize(8);
      assertThat(after.vector()).containsExactly(1, 0, 0, 0);
    }
  }

  @Test
  void agreesWithTheOracle() {
    Random random = TestSeed.random("agreesWithTheOracle");
    RandomImages images = new RandomImages(random, DIMENSION);
    MemoryStore oracle = newOracle();
    for (int i = 0; i < 30; i++) {
      NewImage image = images.image("image-" + i);
      store.upsert(List.of(image));
      oracle.upsert(List.of(image));
    }
    for (int round = 0; round < 40; round++) {
      List<Integer> ids = random.ints(random.nextInt(6), 1, 33).boxed().toList();
      NewImage other = images.image("labels");
      NewImage third = images.image("labels");
      Set<String> remove = new HashSet<>(third.tags());
      remove.removeAll(other.tags());
      Set<String> keys = new HashSet<>(third.metadata().keySet());
      keys.removeAll(other.metadata().keySet());
      LabelChange change = new LabelChange(other.tags(), remove, other.metadata(), keys);

      assertThat(store.label(ids, change)).isEqualTo(oracle.label(ids, change));
      Filter filter = images.filter(1);
      assertThat(store.count(filter)).as("%s", filter).isEqualTo(oracle.count(filter));
    }
    List<ImageRecord> expected = new ArrayList<>();
    oracle.scan(Filter.ALL, stored -> expected.add(stored.image()));
    assertThat(records()).isEqualTo(expected);
  }
}
