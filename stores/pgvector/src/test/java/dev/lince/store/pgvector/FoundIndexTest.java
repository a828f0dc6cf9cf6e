package dev.lince.store.pgvector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.store.Filter;
import dev.lince.store.Hit;
import dev.lince.store.MemoryStore;
import dev.lince.store.NearestQuery;
import dev.lince.store.NewImage;
import dev.lince.store.RandomImages;
import dev.lince.store.TestSeed;
import dev.lince.store.Upserted;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searches by whatever index there is, among more images than are compared one by one. */
class FoundIndexTest {
  private static final int IMAGES = 4_000;
  private static final int DIMENSION = 16;

  private final TestDatabase database = TestDatabase.create();
  private final Random random = TestSeed.random("FoundIndexTest");
  private final RandomImages drawn = new RandomImages(random, DIMENSION);
  private final List<NewImage> images = new ArrayList<>();
  private final MemoryStore oracle = new MemoryStore();
  private PythonTable python;

  @BeforeEach
  void draw() throws SQLException {
    python = new PythonTable(database, random);
    for (int i = 0; i < IMAGES; i++) {
      Set<String> tags = i % 2 == 0 ? Set.of("half") : Set.of();
      images.add(RandomImages.plain("image-" + i + ".jpg", tags, drawn.vector()));
    }
    oracle.upsert(images);
  }

  @AfterEach
  void drop() throws SQLException {
    python.close();
    database.close();
  }

  private void fill() {
    try (PgVectorStore store = PgVectorStore.open(TestStores.settings(database))) {
      store.upsert(images);
    }
  }

  @ParameterizedTest
  @CsvSource({"vector_l2_ops, <->", "vector_cosine_ops, <=>", "vector_ip_ops, <#>"})
  void usesAnIndexOfAnyNameAndOperatorAsItIs(String operatorClass, String operator)
      throws SQLException {
    fill();
    python.execute("DROP INDEX idx_embedding_hnsw");
    python.execute(
        "CREATE INDEX somebodys ON image_embeddings USING hnsw (embedding %s) WITH (m = 8, ef_construction = 40)"
            .formatted(operatorClass));
    String before = definition("somebodys");

    try (PgVectorStore store = PgVectorStore.open(TestStores.settings(database))) {
      assertThat(store.index()).contains(new VectorIndex("somebodys", operator, false, 0));
      assertFindsNineOfTen(store, Filter.ALL);
      assertFindsNineOfTen(store, new Filter.HasTag("half"));
    }
    assertThat(scansOf("somebodys")).isPositive();
    assertThat(definition("somebodys")).isEqualTo(before);
  }

  @Test
  void findsTheLowestIdsOfManyEqualImagesByTheIndex() throws SQLException {
    fill();
    float[] twin = drawn.vector();
    List<NewImage> twins = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      twins.add(RandomImages.plain("twin-" + i + ".jpg", twin));
    }

    try (PgVectorStore store = PgVectorStore.open(TestStores.settings(database))) {
      List<Integer> ids =
          store.upsert(twins).stream().map(result -> ((Upserted.Stored) result).id()).toList();

      List<Hit> hits = store.search(new NearestQuery(twin, 7));

      assertThat(hits).extracting(hit -> hit.image().id()).isEqualTo(ids.subList(0, 7));
    }
    assertThat(scansOf("idx_embedding_hnsw")).isPositive();
  }

  @Test
  void comparesAllWhereThereIsNoIndexAndBuildsNone() throws SQLException {
    fill();
    python.execute("DROP INDEX idx_embedding_hnsw");

    try (PgVectorStore store = PgVectorStore.open(TestStores.settings(database))) {
      assertThat(store.index()).isEmpty();
      for (int i = 0; i < 10; i++) {
        NearestQuery query = new NearestQuery(drawn.vector(), 10);
        assertThat(similarities(store.search(query))).isEqualTo(similarities(oracle.search(query)));
      }
    }
    assertThat(
            python.column(
                "SELECT indexdef FROM pg_indexes WHERE tablename = 'image_embeddings' AND"
                    + " indexdef LIKE '%hnsw%'"))
        .isEmpty();
  }

  @Test
  void findsKOfAFilterAndOfALargeKWithoutIterativeScans() throws SQLException {
    fill();

    try (PgVectorStore store = TestStores.open(database, new SearchEffort(500, false))) {
      Filter half = new Filter.HasTag("half");
      assertThat(store.search(new NearestQuery(drawn.vector(), 1000, half, -1))).hasSize(1000);
      assertThat(store.search(new NearestQuery(drawn.vector(), 1000))).hasSize(1000);
    }
    assertThat(scansOf("idx_embedding_hnsw")).as("the index alone could starve").isZero();
    try (PgVectorStore store = TestStores.open(database, new SearchEffort(500, false))) {
      assertFindsNineOfTen(store, Filter.ALL);
    }
    assertThat(scansOf("idx_embedding_hnsw")).isPositive();
  }

  @Test
  void goesOnIterativelyForALargeK() {
    fill();

    try (PgVectorStore store = TestStores.open(database, new SearchEffort(500, true))) {
      for (int k : new int[] {50, 500, 1000}) {
        assertThat(store.search(new NearestQuery(drawn.vector(), k))).hasSize(k);
        Filter half = new Filter.HasTag("half");
        assertThat(store.search(new NearestQuery(drawn.vector(), k, half, -1))).hasSize(k);
      }
    }
  }

  @Test
  void buildsAnIndexOfHalfPrecisionWhereAskedForWhileItAnswersAndThenUsesIt() throws SQLException {
    fill();

    try (PgVectorStore store =
        PgVectorStore.open(TestStores.settings(database.url(), IndexPrecision.HALF))) {
      assertFindsNineOfTen(store, Filter.ALL);
      awaitHalf(store);
      assertFindsNineOfTen(store, Filter.ALL);
      assertFindsNineOfTen(store, new Filter.HasTag("half"));
    }
    assertThat(scansOf("lince_embedding_half_index")).isPositive();
    assertThat(definition("idx_embedding_hnsw")).as("stays where there are rows").isNotEmpty();
  }

  @Test
  void buildsAnIndexAnewThatWasCutOff() throws SQLException {
    fill();
    python.execute(
        "CREATE INDEX lince_embedding_half_index ON image_embeddings USING hnsw"
            + " ((embedding::halfvec(%d)) halfvec_l2_ops)".formatted(DIMENSION));
    python.execute(
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid ="
            + " 'lince_embedding_half_index'::regclass");

    try (PgVectorStore store =
        PgVectorStore.open(TestStores.settings(database.url(), IndexPrecision.HALF))) {
      awaitHalf(store);
    }
  }

  private static void awaitHalf(PgVectorStore store) {
    VectorIndex half = new VectorIndex("lince_embedding_half_index", "<->", true, DIMENSION);
    long limit = System.nanoTime() + 60_000_000_000L;
    while (!store.index().equals(Optional.of(half)) && System.nanoTime() < limit) {
      Thread.onSpinWait();
    }
    assertThat(store.index()).contains(half);
  }

  @Test
  void givesANewTableTheIndexOfHalfPrecisionOnly() throws SQLException {
    try (PgVectorStore store =
        PgVectorStore.open(TestStores.settings(database.url(), IndexPrecision.HALF))) {
      store.upsert(images);

      assertFindsNineOfTen(store, Filter.ALL);
    }
    assertThat(
            python.column(
                "SELECT indexname FROM pg_indexes WHERE tablename = 'image_embeddings' AND"
                    + " indexdef LIKE '%hnsw%'"))
        .containsExactly("lince_embedding_half_index");
    try (PgVectorStore again = PgVectorStore.open(TestStores.settings(database))) {
      assertThat(again.index().orElseThrow().half()).as("used as found").isTrue();
    }
  }

  private void assertFindsNineOfTen(PgVectorStore store, Filter filter) {
    int found = 0;
    for (int i = 0; i < 20; i++) {
      NearestQuery query = new NearestQuery(drawn.vector(), 10, filter, -1);
      List<Hit> hits = store.search(query);
      assertThat(hits).hasSize(10).isSortedAccordingTo(Hit.ORDER);
      List<String> nearest = paths(oracle.search(query));
      found += (int) paths(hits).stream().filter(nearest::contains).count();
    }
    assertThat(found).as("of 200").isGreaterThanOrEqualTo(180);
  }

  private static List<String> paths(List<Hit> hits) {
    return hits.stream().map(hit -> hit.image().path()).toList();
  }

  private static List<Double> similarities(List<Hit> hits) {
    return hits.stream().map(Hit::similarity).toList();
  }

  private String definition(String index) throws SQLException {
    return String.join(
        "",
        python.column(
            "SELECT indexdef || indexname::regclass::oid FROM pg_indexes WHERE indexname = '%s'"
                .formatted(index)));
  }

  /** A server counts what a session did at the latest when the session has ended. */
  private long scansOf(String index) throws SQLException {
    String sessions =
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'lince'";
    long limit = System.nanoTime() + 20_000_000_000L;
    while (!python.column(sessions).isEmpty() && System.nanoTime() < limit) {
      Thread.onSpinWait();
    }
    return Long.parseLong(
        python
            .column(
                "SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = '%s'"
                    .formatted(index))
            .getFirst());
  }
}
