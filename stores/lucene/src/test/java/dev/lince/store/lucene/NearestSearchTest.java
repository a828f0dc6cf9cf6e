package dev.lince.store.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.store.Filter;
import dev.lince.store.Hit;
import dev.lince.store.ImageStore.AfterDelete;
import dev.lince.store.MemoryStore;
import dev.lince.store.NearestQuery;
import dev.lince.store.NewImage;
import dev.lince.store.RandomImages;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches that are made to go by the graph, however small the segments are. */
class NearestSearchTest {
  private static final int DIMENSION = 32;
  private static final int SIZE = 4_000;

  /** Lucene builds no graph for segments of a hundred vectors or so; those are searched exactly. */
  private static final SearchEffort BY_GRAPH = new SearchEffort(100, 50, 4, 150);

  private final RandomImages images = new RandomImages(new Random(7), DIMENSION);
  private final MemoryStore oracle = new MemoryStore();
  @TempDir Path directory;
  private LuceneStore store;

  @BeforeEach
  void open() {
    store = LuceneStore.open(directory, InstantSource.system(), BY_GRAPH);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void findsAlmostAllOfTheNearestByTheGraph() {
    List<float[]> centres = upsertClusters();

    assertThat(recall(centres, 10, Filter.ALL)).isGreaterThanOrEqualTo(0.97);
    assertThat(recall(centres, 100, Filter.ALL)).isGreaterThanOrEqualTo(0.97);
  }

  @Test
  void findsAlmostAllOfTheNearestThroughFilters() {
    List<float[]> centres = upsertClusters();

    assertThat(recall(centres, 10, new Filter.HasTag("half"))).isGreaterThanOrEqualTo(0.97);
    assertThat(recall(centres, 10, new Filter.HasTag("tenth"))).isGreaterThanOrEqualTo(0.97);
    // All that match lie far from most of the queries, where a graph is at its worst.
    assertThat(recall(centres, 10, new Filter.HasTag("cluster-0"))).isGreaterThanOrEqualTo(0.97);
  }

  @Test
  void findsTheLowestIdsOfMoreEqualImagesThanThereAreCandidates() {
    float[] same = images.vector();
    List<NewImage> batch = new ArrayList<>();
    IntStream.range(0, 1_000).forEach(i -> batch.add(RandomImages.plain("same-" + i, same)));
    IntStream.range(0, 200).forEach(i -> batch.add(RandomImages.plain("i-" + i, images.vector())));
    store.upsert(batch);

    List<Hit> hits = store.search(new NearestQuery(same, 10));

    assertThat(hits)
        .extracting(hit -> hit.image().path())
        .containsExactlyElementsOf(IntStream.range(0, 10).mapToObj(i -> "same-" + i).toList());
  }

  @Test
  void findsTheFewThatAreLeftOfMany() {
    List<float[]> centres = upsertClusters();
    List<Integer> ids = new ArrayList<>();
    store.scan(Filter.ALL, stored -> ids.add(stored.image().id()));
    List<Integer> left = ids.subList(0, 7);
    store.delete(ids.subList(7, ids.size()), AfterDelete.FORGET);

    List<Hit> hits = store.search(new NearestQuery(centres.getFirst(), 10));

    assertThat(hits)
        .isSortedAccordingTo(Hit.ORDER)
        .extracting(hit -> hit.image().id())
        .containsExactlyInAnyOrderElementsOf(left);
  }

  private List<float[]> upsertClusters() {
    List<float[]> centres = IntStream.range(0, 20).mapToObj(i -> images.vector()).toList();
    List<NewImage> batch = new ArrayList<>();
    for (int i = 0; i < SIZE; i++) {
      float[] vector = images.near(centres.get(i % 20), 0.7);
      Set<String> tags =
          Set.of("cluster-" + i % 20, i / 20 % 2 == 0 ? "half" : "-", i % 11 == 0 ? "tenth" : "--");
      batch.add(RandomImages.plain("image-" + i, tags, vector));
    }
    store.upsert(batch);
    oracle.upsert(batch);
    return centres;
  }

  /** Every hit is checked for its similarity and place; the mean over queries near all centres. */
  private double recall(List<float[]> centres, int k, Filter filter) {
    double sum = 0;
    for (float[] centre : centres) {
      NearestQuery query =
          new NearestQuery(images.near(centre, 0.7), k, filter, Double.NEGATIVE_INFINITY);
      List<Hit> expected = oracle.search(query);
      List<Hit> hits = store.search(query);
      assertThat(hits).hasSameSizeAs(expected).isSortedAccordingTo(Hit.ORDER);
      Set<String> nearest = Set.copyOf(paths(expected));
      sum += (double) paths(hits).stream().filter(nearest::contains).count() / expected.size();
    }
    return sum / centres.size();
  }

  private static List<String> paths(List<Hit> hits) {
    return hits.stream().map(hit -> hit.image().path()).toList();
  }
}
