package dev.lince.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Searching: order, filters, and how many of the nearest are found. */
public abstract class SearchContract extends StoreContract {
  private static final int DIMENSION = 8;

  @Test
  void ordersBySimilarityAndThenById() {
    List<NewImage> images = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      images.add(RandomImages.plain("same-" + i + ".png", 0.6f, 0.8f));
    }
    images.add(25, RandomImages.plain("best.png", 1, 0));
    images.add(0, RandomImages.plain("opposite.png", -1, 0));
    // Differs from the identical ones by less than what similarities are rounded to.
    images.add(10, RandomImages.plain("nearly.png", Math.nextUp(0.6f), 0.8f));
    store.upsert(images);

    List<Hit> hits = store.search(new NearestQuery(new float[] {1, 0}, 1000));

    assertThat(hits).isSortedAccordingTo(Hit.ORDER).hasSize(53);
    assertThat(hits.getFirst()).isEqualTo(new Hit(record("best.png"), 1.0));
    assertThat(hits.getLast()).isEqualTo(new Hit(record("opposite.png"), -1.0));
    assertThat(hits.subList(1, 52))
        .allMatch(hit -> hit.similarity() == 0.6)
        .extracting(hit -> hit.image().id())
        .isSorted();
  }

  @Test
  void findsTheLowestIdsOfManyEquallySimilarImages() {
    List<NewImage> images = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      images.add(RandomImages.plain("same-" + i + ".png", 0.6f, 0.8f));
    }
    List<Upserted> first = store.upsert(images.subList(0, 300));
    store.upsert(images.subList(300, 600));

    List<Hit> hits = store.search(new NearestQuery(new float[] {1, 0}, 7));

    assertThat(ids(hits))
        .isEqualTo(first.stream().limit(7).map(result -> stored(result).id()).toList());
  }

  @Test
  void cutsBelowTheLeastSimilarity() {
    upsertOne(RandomImages.plain("same.png", 1, 0));
    upsertOne(RandomImages.plain("near.png", 0.6f, 0.8f));
    upsertOne(RandomImages.plain("opposite.png", -1, 0));
    float[] query = {1, 0};

    assertThat(store.search(new NearestQuery(query, 9, Filter.ALL, 0.6))).hasSize(2);
    assertThat(store.search(new NearestQuery(query, 9, Filter.ALL, 0.600001))).hasSize(1);
    assertThat(store.search(new NearestQuery(query, 9, Filter.ALL, 1.1))).isEmpty();
    assertThat(store.search(new NearestQuery(query, 9, Filter.ALL, -1))).hasSize(3);
    assertThat(store.search(new NearestQuery(query, 1, Filter.ALL, -1))).hasSize(1);
  }

  @Test
  void refusesQueriesThatAreNotUnitVectorsOfItsDimension() {
    upsertOne(RandomImages.plain("a.png", 1, 0));

    for (float[] bad :
        List.of(
            new float[] {1},
            new float[] {1, 0, 0},
            new float[] {Float.NaN, 0},
            new float[] {0, 0},
            new float[] {1, 1})) {
      assertThatThrownBy(() -> store.search(new NearestQuery(bad, 1)))
          .isInstanceOf(StoreException.VectorRefused.class)
          .hasMessageEndingWith(".");
    }
  }

  @Test
  void matchesAnyOfThousandsOfTags() {
    upsertOne(RandomImages.plain("a.png", Set.of("tag-4999"), 1, 0));
    upsertOne(RandomImages.plain("b.png", Set.of("other"), 1, 0));

    List<Filter> tags =
        IntStream.range(0, 5_000).<Filter>mapToObj(i -> new Filter.HasTag("tag-" + i)).toList();

    assertThat(store.count(new Filter.Or(tags))).isEqualTo(1);
  }

  @Test
  void filtersAsTheFiltersSay() {
    Random random = TestSeed.random("filtersAsTheFiltersSay");
    RandomImages images = new RandomImages(random, DIMENSION);
    MemoryStore oracle = newOracle();
    for (int day = 0; day < 20; day++) {
      now = images.date();
      List<NewImage> batch =
          IntStream.range(0, 15).mapToObj(i -> images.image("image-" + i)).toList();
      store.upsert(batch);
      oracle.upsert(batch);
    }

    for (int i = 0; i < 300; i++) {
      Filter filter = images.filter(i % 4);
      assertThat(store.count(filter)).as("%s", filter).isEqualTo(oracle.count(filter));
      NearestQuery query =
          new NearestQuery(
              images.vector(), 1 + random.nextInt(20), filter, random.nextDouble(-1, 1));
      SameAnswers.assertSameHits(store.search(query), oracle.search(query));
      assertThat(scanned(filter))
          .extracting(stored -> stored.image().path())
          .containsExactlyElementsOf(SameAnswers.pathsOf(oracle, filter));
    }
  }

  /**
   * Large enough that a store may search approximately. Every hit must count, have its exact
   * similarity and its place, and there must be k of them while k match; where no more than k match
   * there is nothing to choose, so the answer is the oracle's. Only which of the others are found
   * may differ: stores promise 97 of 100, and below 90 of 100 in some 200 draws, which is six
   * standard deviations away, they break it.
   */
  @Test
  void findsKWhileKMatchHoweverFew() {
    Random random = TestSeed.random("findsKWhileKMatchHoweverFew");
    RandomImages images = new RandomImages(random, DIMENSION);
    MemoryStore oracle = newOracle();
    Map<String, Double> selectivities =
        Map.of("1/2", 0.5, "1/10", 0.1, "1/100", 0.01, "1/1000", 0.001, "1/10000", 0.0001);
    List<NewImage> batch = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      int rank = i;
      Set<String> tags = new HashSet<>();
      selectivities.forEach(
          (tag, share) -> {
            if (rank % Math.round(1 / share) == 0) {
              tags.add(tag);
            }
          });
      batch.add(RandomImages.plain("image-" + i, tags, images.vector()));
    }
    store.upsert(batch);
    oracle.upsert(batch);

    for (String tag : selectivities.keySet()) {
      Filter filter = new Filter.HasTag(tag);
      assertThat(store.count(filter)).isEqualTo(oracle.count(filter));
      int found = 0;
      for (int i = 0; i < 20; i++) {
        NearestQuery query =
            new NearestQuery(images.vector(), 10, filter, Double.NEGATIVE_INFINITY);
        found += foundOf(oracle, query);
      }
      assertThat(found).as("found through %s", tag).isGreaterThanOrEqualTo(20 * 9);
    }
  }

  /** How many of 10 nearest the store finds, of what it finds everything being as it must. */
  private int foundOf(MemoryStore oracle, NearestQuery query) {
    List<Hit> expected = oracle.search(query);
    List<Hit> hits = store.search(query);
    if (expected.size() < query.k()) {
      SameAnswers.assertSameHits(hits, expected);
      return query.k();
    }
    assertThat(hits).hasSize(query.k()).isSortedAccordingTo(Hit.ORDER);
    for (Hit hit : hits) {
      assertThat(query.filter().matches(hit.image())).isTrue();
      StoredImage stored = store.findWithVector(hit.image().id()).orElseThrow();
      assertThat(hit.similarity()).isEqualTo(Similarity.of(query.vector(), stored.vector()));
    }
    Set<String> nearest =
        expected.stream().map(hit -> hit.image().path()).collect(Collectors.toSet());
    return (int) hits.stream().filter(hit -> nearest.contains(hit.image().path())).count();
  }
}
