package dev.lince.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.store.ImageStore.AfterDelete;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of a batch: the ids it is given, and the images that are refused. */
public abstract class BatchContract extends StoreContract {
  @Test
  void lastOfAPathInABatchWins() {
    NewImage first = RandomImages.plain("a.png", 1, 0);
    NewImage other = RandomImages.plain("b.png", 1, 0);
    NewImage refused = RandomImages.plain("a.png", 2, 0);
    NewImage last = RandomImages.plain("a.png", 0, 1);

    List<Upserted> results = store.upsert(List.of(first, other, last, refused));

    int id = stored(results.get(0)).id();
    assertThat(results.get(2)).isEqualTo(new Upserted.Stored("a.png", id, false));
    assertThat(results.get(3)).isInstanceOf(Upserted.Refused.class);
    assertThat(store.findWithVector(id).orElseThrow().vector()).containsExactly(0, 1);
    assertThat(store.count(Filter.ALL)).isEqualTo(2);
  }

  @Test
  void givesNoIdTwice() {
    Set<Integer> given = new HashSet<>();
    int highest = 0;
    for (int round = 0; round < 5; round++) {
      List<Integer> ids = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        int id = upsertOne(RandomImages.plain("same-path-" + i + ".png", 1, 0));
        assertThat(id).isGreaterThan(highest);
        highest = id;
        ids.add(id);
      }
      assertThat(given).doesNotContainAnyElementsOf(ids);
      given.addAll(ids);
      assertThat(store.delete(ids, AfterDelete.FORGET)).isEqualTo(3);
      if (round % 2 == 0) {
        reopen();
      }
    }
  }

  @Test
  void refusesTheBadVectorsOfABatchAndStoresTheOthers() {
    NewImage good = RandomImages.plain("good.png", 0.6f, 0.8f);

    List<Upserted> results =
        store.upsert(
            List.of(
                RandomImages.plain("zero.png", 0, 0),
                good,
                RandomImages.plain("three.png", 1, 0, 0),
                RandomImages.plain("nan.png", Float.NaN, 1),
                RandomImages.plain("infinite.png", Float.NEGATIVE_INFINITY, 1),
                RandomImages.plain("long.png", 1.002f, 0),
                RandomImages.plain("short.png", 0.998f, 0),
                RandomImages.plain("nearly.png", 1.0009f, 0),
                RandomImages.plain("empty.png")));

    assertThat(results)
        .extracting(Upserted::path)
        .containsExactly(
            "zero.png",
            "good.png",
            "three.png",
            "nan.png",
            "infinite.png",
            "long.png",
            "short.png",
            "nearly.png",
            "empty.png");
    assertThat(results.stream().filter(Upserted.Stored.class::isInstance).map(Upserted::path))
        .containsExactly("good.png", "nearly.png");
    assertThat(refused(results.get(0)).reason()).contains("length").contains("0.0");
    assertThat(refused(results.get(2)).reason()).contains("3 dimensions").contains("2");
    assertThat(refused(results.get(3)).reason()).contains("NaN");
    assertThat(store.count(Filter.ALL)).isEqualTo(2);
    assertThat(store.ledger().find("nan.png")).isEmpty();
  }

  @Test
  void keepsTheDimensionOfTheFirstVectorForGood() {
    int id = upsertOne(RandomImages.plain("a.png", 1, 0));
    store.delete(List.of(id), AfterDelete.FORGET);
    reopen();

    List<Upserted> results = store.upsert(List.of(RandomImages.plain("b.png", 1, 0, 0)));

    assertThat(store.dimension()).isEqualTo(OptionalInt.of(2));
    assertThat(results.getFirst()).isInstanceOf(Upserted.Refused.class);
  }

  private static Upserted.Refused refused(Upserted result) {
    assertThat(result).isInstanceOf(Upserted.Refused.class);
    return (Upserted.Refused) result;
  }
}
