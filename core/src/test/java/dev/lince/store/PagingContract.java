package dev.lince.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.store.ImageStore.AfterDelete;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Searches that are read page by page. */
public abstract class PagingContract extends StoreContract {
  private static final int DIMENSION = 4;
  private static final float[] QUERY = {1, 0, 0, 0};

  @Test
  void givesEveryHitOnceInTheOrderOfTheWholeList() {
    Random random = TestSeed.random("givesEveryHitOnceInTheOrderOfTheWholeList");
    RandomImages images = new RandomImages(random, DIMENSION);
    store.upsert(many(random, images, 400));

    for (int round = 0; round < 20; round++) {
      float[] vector = images.vector();
      Filter filter = images.filter(1);
      double least = random.nextInt(3) == 0 ? random.nextDouble(-1, 1) : -2;
      int k = 1 + random.nextInt(90);

      List<Hit> whole = store.search(new NearestQuery(vector, 1000, filter, least));
      List<Hit> paged = new ArrayList<>();
      for (List<Hit> page = page(vector, k, filter, least, paged);
          !page.isEmpty();
          page = page(vector, k, filter, least, paged)) {
        paged.addAll(page);
        assertThat(page).hasSize(Math.min(k, whole.size() - (paged.size() - page.size())));
      }

      assertThat(paged).isEqualTo(whole);
    }
  }

  @Test
  void goesThroughImagesThatAreAllEquallySimilar() {
    List<NewImage> same = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      same.add(RandomImages.plain("same-" + i + ".png", 0.6f, 0.8f, 0, 0));
    }
    store.upsert(same);

    List<Hit> paged = new ArrayList<>();
    for (int page = 0; page < 7; page++) {
      paged.addAll(page(QUERY, 100, Filter.ALL, -2, paged));
    }

    assertThat(paged).hasSize(700).extracting(hit -> hit.image().id()).isSorted();
    assertThat(page(QUERY, 100, Filter.ALL, -2, paged)).isEmpty();
  }

  @Test
  void hasNothingTwiceAndLeavesNothingOutThatStayedWhileOthersAddAndDelete() {
    Random random =
        TestSeed.random("hasNothingTwiceAndLeavesNothingOutThatStayedWhileOthersAddAndDelete");
    RandomImages images = new RandomImages(random, DIMENSION);
    store.upsert(many(random, images, 300));
    Set<Integer> stayed = new HashSet<>(ids(store.search(new NearestQuery(QUERY, 1000))));

    List<Hit> paged = new ArrayList<>();
    int step = 0;
    for (List<Hit> page = page(QUERY, 17, Filter.ALL, -2, paged);
        !page.isEmpty();
        page = page(QUERY, 17, Filter.ALL, -2, paged)) {
      paged.addAll(page);
      List<NewImage> more = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        more.add(images.image("later-%d-%d.png".formatted(step, i)));
      }
      store.upsert(more);
      Set<Integer> gone =
          store.sample(3, step++).stream()
              .map(stored -> stored.image().id())
              .collect(Collectors.toSet());
      store.delete(gone, AfterDelete.FORGET);
      stayed.removeAll(gone);
    }

    assertThat(paged).isSortedAccordingTo(Hit.ORDER);
    assertThat(ids(paged)).doesNotHaveDuplicates().containsAll(stayed);
  }

  /** Stores may search such a collection approximately. */
  @Test
  void fillsThePagesOfALargeCollection() {
    Random random = TestSeed.random("fillsThePagesOfALargeCollection");
    RandomImages images = new RandomImages(random, 16);
    MemoryStore oracle = newOracle();
    List<NewImage> large = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      large.add(RandomImages.plain("image-" + i, images.vector()));
    }
    store.upsert(large);
    oracle.upsert(large);
    float[] vector = images.vector();

    List<Hit> paged = new ArrayList<>();
    for (int page = 0; page < 20; page++) {
      List<Hit> hits = page(vector, 45, Filter.ALL, -2, paged);
      assertThat(hits).hasSize(45);
      paged.addAll(hits);
    }

    List<Hit> nearest = oracle.search(new NearestQuery(vector, 900));
    assertThat(paged).isSortedAccordingTo(Hit.ORDER);
    assertThat(paths(paged)).doesNotHaveDuplicates();
    Set<String> found = new HashSet<>(paths(paged));
    assertThat(paths(nearest).stream().filter(found::contains).count())
        .isGreaterThan((long) (0.97 * 900));
  }

  private static List<NewImage> many(Random random, RandomImages images, int count) {
    List<NewImage> many = new ArrayList<>();
    float[] again = images.vector();
    for (int i = 0; i < count; i++) {
      NewImage image = images.image("image-" + i);
      // A third of them are as similar as others.
      many.add(random.nextInt(3) == 0 ? with(image, again) : image);
    }
    return many;
  }

  private static NewImage with(NewImage image, float[] vector) {
    return new NewImage(
        image.path(),
        image.contentHash(),
        image.type(),
        image.bytes(),
        image.width(),
        image.height(),
        image.colour(),
        image.modified(),
        image.taken(),
        image.tags(),
        image.metadata(),
        vector);
  }

  private List<Hit> page(float[] vector, int k, Filter filter, double least, List<Hit> before) {
    @Nullable PageEnd end =
        before.isEmpty()
            ? null
            : new PageEnd(
                before.getLast().similarity(), before.getLast().image().id(), before.size());
    return store.search(new NearestQuery(vector, k, filter, least, end));
  }

  private static List<String> paths(List<Hit> hits) {
    return hits.stream().map(hit -> hit.image().path()).toList();
  }
}
