package dev.lince.store.pgvector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lince.store.Filter;
import dev.lince.store.ImageRecord;
import dev.lince.store.NearestQuery;
import dev.lince.store.NewImage;
import dev.lince.store.NextSpace;
import dev.lince.store.NextVector;
import dev.lince.store.RandomImages;
import dev.lince.store.SpaceSwitch;
import dev.lince.store.StoreException;
import dev.lince.store.TestSeed;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Another space of more images than are compared one by one, whose building is cut off. */
@Timeout(value = 100, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CutOffBuildTest {
  private static final SpaceSwitch PLAIN = new SpaceSwitch(Set.of(), List.of(), Map.of());
  private static final int IMAGES = SpaceChange.MOST_BUILT_MEANWHILE + 500;

  private final TestDatabase database = TestDatabase.create();
  private final Random random = TestSeed.random("CutOffBuildTest");
  private final RandomImages drawn = new RandomImages(random, 4);
  private PythonTable watcher;
  private PgVectorStore store;
  private NextSpace next;

  @BeforeEach
  void begin() throws SQLException {
    watcher = new PythonTable(database, random);
    open(IndexPrecision.FULL);
    List<NewImage> images = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      images.add(RandomImages.plain(i + ".jpg", 1, 0));
    }
    store.upsert(images);
    next.begin("other", 4);
  }

  private void open(IndexPrecision precision) {
    store = PgVectorStore.open(TestStores.settings(database.url(), precision));
    next = store.nextSpace();
  }

  @AfterEach
  void drop() throws SQLException {
    store.close();
    watcher.close();
    database.close();
  }

  private List<NextVector> vectors() {
    List<NextVector> vectors = new ArrayList<>();
    for (ImageRecord image : next.missing(0, 10_000)) {
      vectors.add(new NextVector(image.id(), image.contentHash(), drawn.vector()));
    }
    return vectors;
  }

  /** Ends the session that waits for a lock of another one, while {@code work} runs. */
  private void cutOff(String lock, Runnable work) throws Exception {
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(lock);
      CompletableFuture<Void> running = CompletableFuture.runAsync(work);
      String end =
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
              + " AND datname = current_database() AND application_name = 'lince'";
      while (watcher.column(end).isEmpty()) {
        assertThat(running).isNotDone();
        Thread.onSpinWait();
      }
      assertThatThrownBy(running::get).hasRootCauseInstanceOf(SQLException.class);
      other.rollback();
    }
  }

  @Test
  void storesAllOfABatchOrNothing() throws Exception {
    List<NextVector> batch = vectors();

    cutOff("LOCK TABLE lince_next_embeddings", () -> next.put(batch));

    assertThat(next.count()).isZero();
    next.put(batch);
    assertThat(next.count()).isEqualTo(IMAGES);
  }

  @Test
  void buildsAnIndexAnewThatWasCutOff() throws Exception {
    next.put(vectors());

    // A writer that does not end is what a build beside writers waits for, half-way.
    cutOff(
        "UPDATE lince_next_embeddings SET content_hash = 'x' WHERE id = 1", () -> next.prepare());
    assertThat(watcher.column("SELECT 1 FROM pg_index WHERE NOT indisvalid")).hasSize(1);
    next.prepare();
    next.prepare();

    assertThat(watcher.column("SELECT 1 FROM pg_index WHERE NOT indisvalid")).isEmpty();
    assertThat(
            watcher.column(
                "SELECT 1 FROM pg_indexes WHERE tablename = 'lince_next_embeddings'"
                    + " AND indexdef LIKE '%hnsw%'"))
        .hasSize(1);
    assertSwitches("idx_embedding_hnsw");
  }

  @Test
  void staysInTheOldSpaceWhereTheSwitchWasCutOff() throws Exception {
    next.put(vectors());
    next.prepare();

    // The notes are what it writes last.
    SpaceSwitch noted = new SpaceSwitch(Set.of(), List.of(), Map.of("space", "other"));
    cutOff("LOCK TABLE lince_notes IN EXCLUSIVE MODE", () -> next.activate(noted));

    assertThat(store.dimension()).hasValue(2);
    assertThat(store.search(new NearestQuery(new float[] {1, 0}, 3))).hasSize(3);
    assertSwitches("idx_embedding_hnsw");
  }

  @Test
  void buildsTheIndexItselfWhereNobodyHas() throws Exception {
    next.put(vectors());

    assertSwitches("idx_embedding_hnsw");
  }

  @Test
  void buildsTheIndexOfThePrecisionThatIsAskedFor() throws Exception {
    next.put(vectors());
    store.close();
    // Its own index of half precision is built beside it; the table is full already.
    open(IndexPrecision.HALF);
    next.prepare();

    assertSwitches("lince_embedding_half_index");
  }

  private void assertSwitches(String index) throws SQLException {
    assertThat(next.activate(PLAIN)).isTrue();
    assertThatThrownBy(() -> store.count(Filter.ALL)).isInstanceOf(StoreException.Superseded.class);
    store.close();
    open(IndexPrecision.FULL);
    assertThat(store.dimension()).hasValue(4);
    assertThat(store.index().orElseThrow().name()).isEqualTo(index);
    assertThat(store.search(new NearestQuery(drawn.vector(), 10))).hasSize(10);
    assertThat(next.dropFormer()).isTrue();
    assertThat(
            watcher.column(
                "SELECT indexname FROM pg_indexes WHERE tablename = 'image_embeddings' ORDER BY 1"))
        .containsExactlyInAnyOrder(
            "image_embeddings_pkey",
            "image_embeddings_image_path_key",
            "lince_path_index",
            "lince_not_unit_index",
            index);
  }
}
