package dev.lince.store.pgvector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.store.Filter;
import dev.lince.store.Hit;
import dev.lince.store.ImageRecord;
import dev.lince.store.ImageStore.AfterDelete;
import dev.lince.store.NearestQuery;
import dev.lince.store.NewImage;
import dev.lince.store.Notes;
import dev.lince.store.RandomImages;
import dev.lince.store.StoredImage;
import dev.lince.store.TestSeed;
import dev.lince.store.Upserted;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lince on the database of a Python backend, which goes on using it. */
class AdoptedTableTest {
  private final TestDatabase database = TestDatabase.create();
  private PythonTable python;

  @BeforeEach
  void connect() throws SQLException {
    python = new PythonTable(database, TestSeed.random("AdoptedTableTest"));
  }

  @AfterEach
  void drop() throws SQLException {
    python.close();
    database.close();
  }

  private PgVectorStore open() {
    return PgVectorStore.open(TestStores.settings(database));
  }

  @Test
  void findsTheRowsThatAreThereUnderTheirIds() throws SQLException {
    python.make();
    float[] cat = python.insert("cat.jpg");
    python.insert("/static/dogs/niño.jpg");
    python.insert("example_images/bird.jpg");

    try (PgVectorStore store = open()) {
      assertThat(store.notes().find(Notes.ADOPTED)).isPresent();
      assertThat(store.dimension()).hasValue(512);
      assertThat(paths(store)).containsExactly("cat.jpg", "dogs/niño.jpg", "bird.jpg");
      List<Hit> hits = store.search(new NearestQuery(cat, 10));
      assertThat(hits).hasSize(3);
      assertThat(hits.getFirst()).isEqualTo(new Hit(ImageRecord.undescribed(1, "cat.jpg"), 1.0));
      assertThat(store.findByPath("bird.jpg").orElseThrow().id()).isEqualTo(3);
      assertThat(store.findByPath("dogs/niño.jpg").orElseThrow().isDescribed()).isFalse();
      assertThat(store.findWithVector(1).orElseThrow().vector()).containsExactly(cat);
      assertThat(store.count(new Filter.InFolder("dogs"))).isEqualTo(1);
      assertThat(store.count(new Filter.Not(new Filter.HasTag("x")))).isEqualTo(3);
    }
  }

  @Test
  void describesARowWithoutTouchingItsVectorOrItsIndex() throws SQLException {
    python.make();
    float[] vector = python.insert("example_images/cat.jpg");
    String before = python.column("SELECT ctid FROM image_embeddings").getFirst();

    try (PgVectorStore store = open()) {
      NewImage image = RandomImages.plain("cat.jpg", vector);
      List<Upserted> result = store.upsert(List.of(image));

      assertThat(result).containsExactly(new Upserted.Stored("cat.jpg", 1, false));
      ImageRecord record = store.find(1).orElseThrow();
      assertThat(record.isDescribed()).isTrue();
      assertThat(record.contentHash()).isEqualTo(image.contentHash());
      assertThat(python.column("SELECT ctid FROM image_embeddings")).containsExactly(before);
    }
  }

  @Test
  void leavesThePythonBackendsStatementsWorking() throws SQLException {
    python.make();
    python.insert("/static/a.jpg");
    try (PgVectorStore store = open()) {
      float[] vector = python.insert("/static/later.jpg");

      assertThat(store.search(new NearestQuery(vector, 1)).getFirst().image())
          .isEqualTo(ImageRecord.undescribed(2, "later.jpg"));
      NewImage ours = RandomImages.plain("ours.jpg", python.vector());
      store.upsert(List.of(ours));
      assertThat(python.nearest(ours.vector(), 1)).containsExactly("/static/ours.jpg");
      python.execute("DELETE FROM image_embeddings WHERE image_path = '/static/ours.jpg'");
      assertThat(store.findByPath("ours.jpg")).isEmpty();
      assertThat(store.ledger().find("ours.jpg"))
          .as("what the ledger says of an image that is gone does not count")
          .isEmpty();
      python.insert("/static/ours.jpg");
      assertThat(store.ledger().find("ours.jpg")).as("and written anew").isEmpty();
      python.execute("TRUNCATE image_embeddings RESTART IDENTITY");
      python.insert("/static/other.jpg");
      assertThat(store.find(1)).contains(ImageRecord.undescribed(1, "other.jpg"));
    }
  }

  @Test
  void writesNewPathsAsMostRowsAreWritten() throws SQLException {
    python.make();
    python.insert("example_images/a.jpg");
    python.insert("example_images/b.jpg");
    python.insert("/static/c.jpg");

    try (PgVectorStore store = open()) {
      store.upsert(List.of(RandomImages.plain("new.jpg", python.vector())));
      store.upsert(List.of(RandomImages.plain("c.jpg", python.vector())));
    }

    assertThat(python.column("SELECT image_path FROM image_embeddings ORDER BY id"))
        .containsExactly(
            "example_images/a.jpg",
            "example_images/b.jpg",
            "/static/c.jpg",
            "example_images/new.jpg");
  }

  @Test
  void keepsAPathPlainThatWouldBeReadAsAnother() throws SQLException {
    python.make();
    python.insert("a.jpg");

    try (PgVectorStore store = open()) {
      NewImage nested = RandomImages.plain("example_images/x.jpg", python.vector());
      store.upsert(List.of(nested, RandomImages.plain("y.jpg", python.vector())));

      assertThat(store.findByPath("example_images/x.jpg")).isPresent();
      assertThat(store.findByPath("x.jpg")).isEmpty();
    }
    assertThat(python.column("SELECT image_path FROM image_embeddings ORDER BY id"))
        .containsExactly("a.jpg", "/static/example_images/x.jpg", "y.jpg");
  }

  @Test
  void givesNoIdThatWasWrittenByHand() throws SQLException {
    python.make();
    python.insert("a.jpg");
    python.execute("UPDATE image_embeddings SET id = 77");

    try (PgVectorStore store = open()) {
      List<Upserted> result = store.upsert(List.of(RandomImages.plain("b.jpg", python.vector())));

      assertThat(result).containsExactly(new Upserted.Stored("b.jpg", 78, true));
    }
  }

  @Test
  void findsVectorsThatOthersDidNotMakeUnitVectors() throws SQLException {
    python.make();
    float[] query = python.vector();
    for (int i = 0; i < 3000; i++) {
      python.insert("near/" + i + ".jpg");
    }
    float[] ten = query.clone();
    for (int i = 0; i < ten.length; i++) {
      ten[i] *= 10;
    }
    python.insert("long.jpg", ten);
    python.insert("zero.jpg", new float[PythonTable.DIMENSION]);

    try (PgVectorStore store = open()) {
      List<Hit> hits = store.search(new NearestQuery(query, 5));

      assertThat(hits).hasSize(5);
      assertThat(hits.getFirst().image().path()).isEqualTo("long.jpg");
      assertThat(hits.getFirst().similarity()).isEqualTo(1.0);
      assertThat(python.nearest(query, 5)).as("by L2 distance").doesNotContain("long.jpg");
    }
  }

  @Test
  void removesARowThatAnotherProgramWroteForGood() throws SQLException {
    python.make();
    python.insert("a.jpg");

    try (PgVectorStore store = open()) {
      assertThat(store.delete(List.of(1), AfterDelete.REMEMBER_REMOVED)).isEqualTo(1);

      assertThat(python.column("SELECT id FROM image_embeddings")).isEmpty();
      assertThat(store.ledger().find("a.jpg")).isPresent();
    }
  }

  @Test
  void takesTheDimensionOfAnEmptyTableThatOthersMade() throws SQLException {
    python.make();

    try (PgVectorStore store = open()) {
      assertThat(store.dimension()).hasValue(512);
      assertThat(store.upsert(List.of(RandomImages.plain("a.jpg", 1, 0))).getFirst())
          .isInstanceOf(Upserted.Refused.class);
    }
  }

  private static List<String> paths(PgVectorStore store) {
    List<StoredImage> images = new ArrayList<>();
    store.scan(Filter.ALL, images::add);
    return images.stream().map(stored -> stored.image().path()).toList();
  }
}
