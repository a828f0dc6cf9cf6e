package dev.lince.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lince.store.ImageStore.AfterDelete;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Switching over to a second space, and dropping the former one. */
public abstract class SpaceSwitchingContract extends NextSpaceContract {
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
}
