package dev.lince.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lince.store.ImageStore.AfterDelete;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every store must do about a second space beside the one that is searched. A store's own test
 * extends this and says how its store is opened.
 */
public abstract class NextSpaceContract {
  private static final Instant NOW = Instant.parse("2001-02-13T00:00:00.123Z");
  private static final int BEFORE = 8;
  private static final int AFTER = 5;
  private static final SpaceSwitch PLAIN = new SpaceSwitch(Set.of(), List.of(), Map.of());

  /** Open throughout a test; some tests close it and open it again. */
  protected ImageStore store;

  /** Opens the store of this test; an empty one at first, later the same one again. */
  protected abstract ImageStore open(InstantSource clock);

  @BeforeEach
  void openStore() {
    store = open(() -> NOW);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  private void reopen() {
    store.close();
    store = open(() -> NOW);
  }

  @Test
  void hasNoneAtFirst() {
    assertThat(store.nextSpace().label()).isEmpty();
    assertThat(store.nextSpace().count()).isZero();
    assertThat(store.nextSpace().dropFormer()).isFalse();
    store.nextSpace().abandon();
    assertThat(store.nextSpace().label()).isEmpty();
  }

  @Test
  void switchesOverInOneStepAndKeepsEverythingElse() {
    Random random = TestSeed.random("switchesOverInOneStepAndKeepsEverythingElse");
    List<ImageRecord> before = upsert(images(random, 40));
    store.ledger().put(List.of(failed("broken.jpg")));
    store.notes().put("colour", "red");
    NextSpace next = store.nextSpace();
    next.begin("second", AFTER);
    Map<Integer, float[]> vectors = putAll(random, before);
    next.prepare();
    List<LedgerEntry> ledger = ledger();

    assertThat(next.activate(new SpaceSwitch(Set.of(), List.of(), Map.of("space", "second"))))
        .isTrue();

    assertSuperseded(store);
    reopen();
    assertThat(store.dimension()).hasValue(AFTER);
    assertThat(records()).isEqualTo(before);
    assertThat(ledger()).containsExactlyInAnyOrderElementsOf(ledger);
    assertThat(store.notes().find("colour")).contains("red");
    assertThat(store.notes().find("space")).contains("second");
    assertThat(store.nextSpace().label()).isEmpty();
    store.scan(
        Filter.ALL,
        stored -> assertThat(stored.vector()).containsExactly(of(vectors, stored.image())));
    for (ImageRecord image : before.subList(0, 5)) {
      Hit first = store.search(new NearestQuery(of(vectors, image), 1)).getFirst();
      assertThat(first.image()).isEqualTo(image);
      assertThat(first.similarity()).isEqualTo(1.0);
    }
    int id = upsert(List.of(new RandomImages(random, AFTER).image("new.png"))).getFirst().id();
    assertThat(id).isGreaterThan(before.getLast().id());
  }

  @Test
  void searchesTheOldSpaceWhileTheNextIsBuilt() {
    Random random = TestSeed.random("searchesTheOldSpaceWhileTheNextIsBuilt");
    List<ImageRecord> before = upsert(images(random, 20));
    store.nextSpace().begin("second", AFTER);
    putAll(random, before);

    StoredImage one = store.findWithVector(before.getFirst().id()).orElseThrow();

    assertThat(one.vector()).hasSize(BEFORE);
    assertThat(store.search(new NearestQuery(one.vector(), 1)).getFirst().image())
        .isEqualTo(one.image());
    assertThat(store.dimension()).hasValue(BEFORE);
    assertThat(store.count(Filter.ALL)).isEqualTo(20);
  }

  @Test
  void goesOnWhereItWasAfterItWasOpenedAgain() {
    Random random = TestSeed.random("goesOnWhereItWasAfterItWasOpenedAgain");
    List<ImageRecord> before = upsert(images(random, 30));
    store.nextSpace().begin("second", AFTER);
    putAll(random, before.subList(0, 10));

    reopen();
    NextSpace next = store.nextSpace();

    assertThat(next.label()).contains("second");
    assertThat(next.count()).isEqualTo(10);
    next.begin("second", AFTER);
    assertThat(next.missing(0, 100)).isEqualTo(before.subList(10, 30));
    assertThat(next.missing(0, 3)).isEqualTo(before.subList(10, 13));
    assertThat(next.missing(before.get(14).id(), 3)).isEqualTo(before.subList(15, 18));
    assertThat(next.activate(PLAIN)).isFalse();
    putAll(random, before.subList(10, 30));
    assertThat(next.missing(0, 100)).isEmpty();
    assertThat(next.activate(PLAIN)).isTrue();
  }

  @Test
  void beginsAnewUnderAnotherLabel() {
    Random random = TestSeed.random("beginsAnewUnderAnotherLabel");
    List<ImageRecord> before = upsert(images(random, 5));
    NextSpace next = store.nextSpace();
    next.begin("second", AFTER);
    putAll(random, before);

    next.begin("third", BEFORE);

    assertThat(next.label()).contains("third");
    assertThat(next.count()).isZero();
    assertThat(next.missing(0, 10)).isEqualTo(before);
    next.abandon();
    assertThat(next.label()).isEmpty();
    reopen();
    assertThat(store.nextSpace().label()).isEmpty();
    assertThat(store.count(Filter.ALL)).isEqualTo(5);
  }

  @Test
  void asksForWhatChangedCameAndWentMeanwhile() {
    Random random = TestSeed.random("asksForWhatChangedCameAndWentMeanwhile");
    RandomImages images = new RandomImages(random, BEFORE);
    List<ImageRecord> before = upsert(images(random, 10));
    NextSpace next = store.nextSpace();
    next.begin("second", AFTER);
    putAll(random, before);
    ImageRecord gone = before.get(3);
    store.delete(Set.of(gone.id()), AfterDelete.FORGET);
    ImageRecord changed =
        upsert(List.of(images.at(before.get(5).path(), images.vector()))).getFirst();
    ImageRecord added = upsert(List.of(images.at("added.png", images.vector()))).getFirst();

    assertThat(next.missing(0, 100)).containsExactly(changed, added);
    assertThat(next.activate(PLAIN)).isFalse();
    putAll(random, List.of(changed, added, gone));
    assertThat(next.activate(PLAIN)).isTrue();

    reopen();
    List<ImageRecord> expected = new ArrayList<>(before);
    expected.set(5, changed);
    expected.remove(3);
    expected.add(added);
    assertThat(records()).isEqualTo(expected);
    assertThat(store.find(gone.id())).isEmpty();
    assertThat(store.findByPath(changed.path())).contains(changed);
  }

  @Test
  void leavesBehindWhatHasNoVectorAndIsNamed() {
    Random random = TestSeed.random("leavesBehindWhatHasNoVectorAndIsNamed");
    List<ImageRecord> before = upsert(images(random, 10));
    NextSpace next = store.nextSpace();
    next.begin("second", AFTER);
    putAll(random, before.subList(1, 10));
    ImageRecord left = before.getFirst();

    assertThat(
            next.activate(
                new SpaceSwitch(
                    Set.of(left.id(), before.get(1).id()), List.of(failed(left.path())), Map.of())))
        .isTrue();

    reopen();
    assertThat(records()).isEqualTo(before.subList(1, 10));
    assertThat(store.findByPath(left.path())).isEmpty();
    assertThat(store.ledger().find(left.path())).contains(failed(left.path()));
    int again =
        upsert(List.of(new RandomImages(random, AFTER).at(left.path(), vector(random))))
            .getFirst()
            .id();
    assertThat(again).isGreaterThan(before.getLast().id());
  }

  @Test
  void refusesVectorsThatAreNoUnitVectorsOfItsDimension() {
    Random random = TestSeed.random("refusesVectorsThatAreNoUnitVectorsOfItsDimension");
    List<ImageRecord> before = upsert(images(random, 2));
    NextSpace next = store.nextSpace();
    next.begin("second", AFTER);
    NextVector good = next(before.getFirst(), vector(random));

    for (float[] bad :
        List.of(
            new float[] {1, 0}, new float[] {1, 1, 1, 1, 1}, new float[] {Float.NaN, 0, 0, 0, 0})) {
      assertThatThrownBy(() -> next.put(List.of(good, next(before.getLast(), bad))))
          .isInstanceOf(StoreException.VectorRefused.class);
    }

    assertThat(next.count()).isZero();
  }

  @Test
  void keepsTheFormerSpaceUntilItIsDropped() {
    Random random = TestSeed.random("keepsTheFormerSpaceUntilItIsDropped");
    List<ImageRecord> before = upsert(images(random, 5));
    switchTo("second", random, before);
    reopen();
    switchTo("third", random, before);
    reopen();

    assertThat(store.nextSpace().dropFormer()).isTrue();
    assertThat(store.nextSpace().dropFormer()).isFalse();
    assertThat(records()).isEqualTo(before);
    reopen();
    assertThat(records()).isEqualTo(before);
    assertThat(store.nextSpace().dropFormer()).isFalse();
  }

  @Test
  void losesNoAcknowledgedWriteToASwitch() throws InterruptedException {
    Random random = TestSeed.random("losesNoAcknowledgedWriteToASwitch");
    List<ImageRecord> before = upsert(images(random, 20));
    NextSpace next = store.nextSpace();
    next.begin("second", AFTER);
    putAll(random, before);
    List<String> acknowledged = new ArrayList<>();
    AtomicBoolean superseded = new AtomicBoolean();
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 0; !superseded.get(); i++) {
                    try {
                      store.ledger().put(List.of(failed("written-" + i)));
                      acknowledged.add("written-" + i);
                    } catch (StoreException.Superseded stop) {
                      superseded.set(true);
                    }
                  }
                });

    boolean switched = next.activate(PLAIN);
    writer.join();

    assertThat(switched).isTrue();
    reopen();
    assertThat(acknowledged).allSatisfy(path -> assertThat(store.ledger().find(path)).isPresent());
    assertThat(records()).isEqualTo(before);
  }

  private void switchTo(String label, Random random, List<ImageRecord> images) {
    store.nextSpace().begin(label, AFTER);
    putAll(random, images);
    store.nextSpace().prepare();
    assertThat(store.nextSpace().activate(PLAIN)).isTrue();
  }

  /** Nothing of a store that was switched away from can be used any more. */
  private static void assertSuperseded(ImageStore old) {
    List<Runnable> calls =
        List.of(
            old::dimension,
            () -> old.search(new NearestQuery(new float[] {1, 0, 0, 0, 0, 0, 0, 0}, 1)),
            () -> old.search(new NearestQuery(new float[] {1, 0, 0, 0, 0}, 1)),
            () -> old.upsert(List.of(RandomImages.plain("x", 1, 0, 0, 0, 0, 0, 0, 0))),
            () -> old.delete(List.of(1), AfterDelete.FORGET),
            () -> old.find(1),
            () -> old.findWithVector(1),
            () -> old.findByPath("x"),
            () -> old.count(Filter.ALL),
            () -> old.scan(Filter.ALL, image -> {}),
            () -> old.sample(1, 1),
            () -> old.ledger().put(List.of(failed("x"))),
            () -> old.notes().put("x", "y"),
            () -> old.nextSpace().begin("x", AFTER),
            () -> old.nextSpace().put(List.of()));
    for (int i = 0; i < calls.size(); i++) {
      Runnable call = calls.get(i);
      assertThatThrownBy(call::run).as("call %d", i).isInstanceOf(StoreException.Superseded.class);
    }
  }

  private static List<NewImage> images(Random random, int count) {
    RandomImages images = new RandomImages(random, BEFORE);
    List<NewImage> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      drawn.add(images.image(i + ".png"));
    }
    return drawn;
  }

  private static float[] vector(Random random) {
    return new RandomImages(random, AFTER).vector();
  }

  /** A vector for each, put in several batches. */
  private Map<Integer, float[]> putAll(Random random, List<ImageRecord> images) {
    Map<Integer, float[]> vectors = new HashMap<>();
    for (int from = 0; from < images.size(); from += 7) {
      List<NextVector> batch = new ArrayList<>();
      for (ImageRecord image : images.subList(from, Math.min(images.size(), from + 7))) {
        vectors.put(image.id(), vector(random));
        batch.add(next(image, of(vectors, image)));
      }
      store.nextSpace().put(batch);
    }
    return vectors;
  }

  private static float[] of(Map<Integer, float[]> vectors, ImageRecord image) {
    return Objects.requireNonNull(vectors.get(image.id()));
  }

  private static NextVector next(ImageRecord image, float[] vector) {
    return new NextVector(image.id(), image.contentHash(), vector);
  }

  private List<ImageRecord> upsert(List<NewImage> images) {
    return store.upsert(images).stream()
        .map(upserted -> store.find(((Upserted.Stored) upserted).id()).orElseThrow())
        .toList();
  }

  private List<ImageRecord> records() {
    List<ImageRecord> records = new ArrayList<>();
    store.scan(Filter.ALL, stored -> records.add(stored.image()));
    return records;
  }

  private List<LedgerEntry> ledger() {
    List<LedgerEntry> rows = new ArrayList<>();
    store.ledger().scan(rows::add);
    return rows;
  }

  private static LedgerEntry failed(String path) {
    return new LedgerEntry(path, LedgerEntry.State.FAILED, 1, NOW, null, "It is no picture.");
  }
}
