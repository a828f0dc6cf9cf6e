package dev.lince.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.store.ImageStore.AfterDelete;
import dev.lince.store.ListQuery.Order;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lists of images, and look-ups by content. */
public abstract class ListingContract extends StoreContract {
  private static final int DIMENSION = 4;

  @Test
  void pagesHaveWhatMatchesInTheOrderOfIds() {
    Random random = TestSeed.random("pagesHaveWhatMatchesInTheOrderOfIds");
    RandomImages images = new RandomImages(random, DIMENSION);
    fill(images, 300);
    deleteSome(random.nextInt(40), 1);
    List<ImageRecord> all = records();

    for (int round = 0; round < 40; round++) {
      Filter filter = round == 0 ? Filter.ALL : images.filter(2);
      Order order = round % 2 == 0 ? Order.NEWEST : Order.OLDEST;
      List<ImageRecord> expected = new ArrayList<>(all.stream().filter(filter::matches).toList());
      int limit = 1 + random.nextInt(90);

      assertThat(pages(filter, order, limit))
          .as("%s of %s, %d at a time", order, filter, limit)
          .isEqualTo(order == Order.OLDEST ? expected : expected.reversed());
    }
  }

  @Test
  void aPageBeginsBehindAnyIdWhetherOrNotThereIsAnImageOfIt() {
    fill(new RandomImages(TestSeed.random("aPageBeginsBehindAnyId"), DIMENSION), 5);
    List<Integer> ids = idsOf(store.list(new ListQuery(Filter.ALL, Order.OLDEST, 0, 1000)));
    int last = ids.getLast();
    store.delete(List.of(ids.get(2)), AfterDelete.FORGET);

    assertThat(idsOf(store.list(new ListQuery(Filter.ALL, Order.OLDEST, ids.get(2), 10))))
        .containsExactly(ids.get(3), ids.get(4));
    assertThat(idsOf(store.list(new ListQuery(Filter.ALL, Order.NEWEST, ids.get(2), 10))))
        .containsExactly(ids.get(1), ids.get(0));
    assertThat(store.list(new ListQuery(Filter.ALL, Order.OLDEST, last, 10))).isEmpty();
    assertThat(store.list(new ListQuery(Filter.ALL, Order.OLDEST, Integer.MAX_VALUE, 10)))
        .isEmpty();
    assertThat(store.list(new ListQuery(Filter.ALL, Order.NEWEST, 1, 10))).isEmpty();
    assertThat(store.list(new ListQuery(Filter.ALL, Order.NEWEST, Integer.MAX_VALUE, 10)))
        .hasSize(4);
  }

  @Test
  void anEmptyStoreHasNothingToList() {
    assertThat(store.list(new ListQuery(Filter.ALL, Order.NEWEST, 0, 10))).isEmpty();
    assertThat(store.list(new ListQuery(Filter.ALL, Order.OLDEST, 0, 10))).isEmpty();
    assertThat(store.findByContent("00".repeat(32))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void hasNothingTwiceAndLeavesNothingOutThatStayed(Order order) {
    Random random = TestSeed.random("hasNothingTwiceAndLeavesNothingOutThatStayed " + order);
    RandomImages images = new RandomImages(random, DIMENSION);
    fill(images, 200);
    Set<Integer> stayed =
        new HashSet<>(idsOf(store.list(new ListQuery(Filter.ALL, order, 0, 1000))));

    List<Integer> paged = new ArrayList<>();
    for (int step = 0; step < 22; step++) {
      int after = paged.isEmpty() ? 0 : paged.getLast();
      paged.addAll(idsOf(store.list(new ListQuery(Filter.ALL, order, after, 11))));
      store.upsert(List.of(images.image("later-%d".formatted(step)), images.image("more-" + step)));
      stayed.removeAll(deleteSome(3, step));
    }

    assertThat(paged).doesNotHaveDuplicates().containsAll(stayed);
  }

  @Test
  void findsAnImageByItsContentAndOfSeveralTheFirstOne() {
    Random random = TestSeed.random("findsAnImageByItsContentAndOfSeveralTheFirstOne");
    RandomImages images = new RandomImages(random, DIMENSION);
    fill(images, 50);
    NewImage original = images.image("original.png");
    store.upsert(List.of(original, renamed(original, "copy.png"), images.image("other.png")));
    ImageRecord first = store.findByPath(original.path()).orElseThrow();
    ImageRecord second = store.findByPath("copy.png").orElseThrow();

    assertThat(store.findByContent(original.contentHash())).contains(first);
    assertThat(store.findByContent("f".repeat(64))).isEmpty();

    store.label(List.of(first.id()), new LabelChange(Set.of("new"), Set.of(), Map.of(), Set.of()));
    assertThat(store.findByContent(original.contentHash()))
        .map(ImageRecord::id)
        .contains(first.id());
    store.delete(List.of(first.id()), AfterDelete.REMEMBER_REMOVED);
    assertThat(store.findByContent(original.contentHash())).contains(second);
    store.delete(List.of(second.id()), AfterDelete.FORGET);
    assertThat(store.findByContent(original.contentHash())).isEmpty();
  }

  @Test
  void anImageWhoseContentChangedIsFoundByTheNewOneOnly() {
    RandomImages images =
        new RandomImages(TestSeed.random("anImageWhoseContentChanged"), DIMENSION);
    NewImage before = images.at("a.png", images.vector());
    NewImage after = images.at("a.png", images.vector());
    store.upsert(List.of(before));
    store.upsert(List.of(after));

    assertThat(store.findByContent(before.contentHash())).isEmpty();
    assertThat(store.findByContent(after.contentHash())).map(ImageRecord::path).contains("a.png");
  }

  private void fill(RandomImages images, int count) {
    List<NewImage> many = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      many.add(images.image("image-" + i));
    }
    store.upsert(many);
  }

  private Set<Integer> deleteSome(int count, long seed) {
    Set<Integer> gone =
        store.sample(count, seed).stream()
            .map(stored -> stored.image().id())
            .collect(Collectors.toSet());
    store.delete(gone, AfterDelete.FORGET);
    return gone;
  }

  private List<ImageRecord> pages(Filter filter, Order order, int limit) {
    List<ImageRecord> paged = new ArrayList<>();
    List<ImageRecord> page;
    do {
      int after = paged.isEmpty() ? 0 : paged.getLast().id();
      page = store.list(new ListQuery(filter, order, after, limit));
      paged.addAll(page);
    } while (page.size() == limit);
    return paged;
  }

  private static NewImage renamed(NewImage image, String path) {
    return new NewImage(
        path,
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
        image.vector());
  }

  private static List<Integer> idsOf(List<ImageRecord> images) {
    return images.stream().map(ImageRecord::id).toList();
  }
}
