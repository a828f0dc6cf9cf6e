package dev.lince.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A second space that is built beside the one that is searched. */
public abstract class SpaceBuildingContract extends NextSpaceContract {
  @Test
  void hasNoneAtFirst() {
    assertThat(store.nextSpace().label()).isEmpty();
    assertThat(store.nextSpace().count()).isZero();
    assertThat(store.nextSpace().dropFormer()).isFalse();
    store.nextSpace().abandon();
    assertThat(store.nextSpace().label()).isEmpty();
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
}
