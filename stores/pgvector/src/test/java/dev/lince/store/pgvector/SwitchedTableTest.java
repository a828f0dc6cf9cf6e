package dev.lince.store.pgvector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lince.store.ImageRecord;
import dev.lince.store.NearestQuery;
import dev.lince.store.NextSpace;
import dev.lince.store.NextVector;
import dev.lince.store.Notes;
import dev.lince.store.RandomImages;
import dev.lince.store.SpaceSwitch;
import dev.lince.store.StoreException;
import dev.lince.store.TestSeed;
import dev.lince.store.Upserted;
import dev.lince.store.pgvector.url.DatabaseUrl;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table that took the place of another program's, seen by that program. */
class SwitchedTableTest {
  private static final SpaceSwitch PLAIN = new SpaceSwitch(Set.of(), List.of(), Map.of());

  private final TestDatabase database = TestDatabase.create();
  private final Random random = TestSeed.random("SwitchedTableTest");
  private PythonTable python;

  @BeforeEach
  void connect() throws SQLException {
    python = new PythonTable(database, random);
  }

  @AfterEach
  void drop() throws SQLException {
    python.close();
    database.close();
  }

  private PgVectorStore open() {
    return PgVectorStore.open(TestStores.settings(database));
  }

  private void switchTo(int dimension) {
    try (PgVectorStore store = open()) {
      NextSpace next = store.nextSpace();
      next.begin("other", dimension);
      RandomImages drawn = new RandomImages(random, dimension);
      List<NextVector> vectors = new ArrayList<>();
      for (ImageRecord image : next.missing(0, 10_000)) {
        vectors.add(new NextVector(image.id(), image.contentHash(), drawn.vector()));
      }
      next.put(vectors);
      next.prepare();
      assertThat(next.activate(PLAIN)).isTrue();
    }
  }

  /** All that other programs know of the table but its rows. */
  private List<String> form() throws SQLException {
    return python.column(
        """
        SELECT indexdef FROM pg_indexes WHERE tablename = 'image_embeddings'
        UNION ALL SELECT conname || pg_get_constraintdef(oid) FROM pg_constraint
          WHERE conrelid = 'image_embeddings'::regclass
        UNION ALL SELECT concat_ws(' ', column_name, data_type, column_default, is_nullable, is_identity, identity_generation)
          FROM information_schema.columns WHERE table_name = 'image_embeddings'
        UNION ALL SELECT pg_get_serial_sequence('image_embeddings', 'id')
        UNION ALL SELECT concat_ws(' ', relowner::regrole, array_to_string(relacl, ','), reloptions)
          FROM pg_class WHERE oid = 'image_embeddings'::regclass
        ORDER BY 1
        """);
  }

  @Test
  void isThePythonBackendsAsBefore() throws SQLException {
    python.make();
    python.insert("/static/a.jpg");
    python.insert("example_images/b.jpg");
    python.insert("c.jpg");
    python.execute("DELETE FROM image_embeddings WHERE image_path = 'c.jpg'");
    python.execute("ALTER TABLE image_embeddings SET (fillfactor = 90)");
    python.execute("GRANT SELECT, INSERT ON image_embeddings TO PUBLIC");
    python.execute("GRANT UPDATE (embedding) ON image_embeddings TO PUBLIC");
    python.execute("CREATE INDEX somebodys ON image_embeddings (lower(image_path))");
    open().close();
    List<String> before = form();

    switchTo(512);

    assertThat(form()).isEqualTo(before);
    assertThat(python.column("SELECT image_path FROM image_embeddings ORDER BY id"))
        .containsExactly("/static/a.jpg", "example_images/b.jpg");
    float[] vector = python.insert("/static/d.jpg");
    assertThat(python.column("SELECT id FROM image_embeddings ORDER BY id"))
        .containsExactly("1", "2", "4");
    assertThat(python.nearest(vector, 1)).containsExactly("/static/d.jpg");
    try (PgVectorStore store = open()) {
      assertThat(store.notes().find(Notes.ADOPTED)).isPresent();
      assertThat(store.search(new NearestQuery(vector, 1)).getFirst().image().path())
          .isEqualTo("d.jpg");
      assertThat(store.upsert(List.of(RandomImages.plain("e.jpg", python.vector()))))
          .containsExactly(new Upserted.Stored("e.jpg", 5, true));
    }
    switchTo(512);
    assertThat(form()).as("and another time").isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALWAYS", "BY DEFAULT"})
  void givesIdsOnWhereTheyAreAnIdentityColumn(String kind) throws SQLException {
    python.make();
    python.execute("ALTER TABLE image_embeddings ALTER id DROP DEFAULT");
    python.execute("DROP SEQUENCE image_embeddings_id_seq");
    python.execute(
        "ALTER TABLE image_embeddings ALTER id ADD GENERATED %s AS IDENTITY".formatted(kind));
    python.insert("a.jpg");
    python.insert("b.jpg");
    open().close();
    List<String> before = form();

    switchTo(512);

    assertThat(form()).isEqualTo(before);
    python.insert("c.jpg");
    assertThat(python.column("SELECT max(id) FROM image_embeddings")).containsExactly("3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE VIEW v AS SELECT id FROM image_embeddings | view v",
        "CREATE MATERIALIZED VIEW v AS SELECT image_path FROM image_embeddings | materialized view v",
        "CREATE TABLE o (id INTEGER REFERENCES image_embeddings) | constraint o_id_fkey on table o",
        "CREATE TABLE o () INHERITS (image_embeddings) | table o",
        "CREATE RULE r AS ON DELETE TO image_embeddings DO NOTHING | rule r",
        "CREATE TRIGGER t BEFORE UPDATE ON image_embeddings FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger() | trigger t",
        "CREATE POLICY p ON image_embeddings USING (true) | policy p",
        "ALTER TABLE image_embeddings ENABLE ROW LEVEL SECURITY | row-level security",
        "ALTER TABLE image_embeddings ADD note TEXT | column note",
        "ALTER TABLE image_embeddings ADD CHECK (id > 0) | image_embeddings_id_check",
        "CREATE PUBLICATION p FOR TABLE image_embeddings | publication p",
        "CREATE FUNCTION f(image_embeddings) RETURNS INTEGER LANGUAGE sql AS 'SELECT 1' | function f",
        "CREATE STATISTICS s ON id, image_path FROM image_embeddings | statistics object s",
        "ALTER TABLE image_embeddings DROP CONSTRAINT image_embeddings_pkey | ids are unique"
      })
  void isNotReplacedWhereSomethingOfOthersHangsOnIt(String statement, String named)
      throws SQLException {
    python.make();
    python.insert("a.jpg");
    try (PgVectorStore store = open()) {
      python.execute(statement);

      assertThatThrownBy(() -> store.nextSpace().begin("other", 3))
          .isInstanceOf(StoreException.Unreadable.class)
          .hasMessageContainingAll("in the way", named);
      assertThat(store.nextSpace().label()).isEmpty();
    }
  }

  @Test
  void isNotReplacedWhereAViewWasMadeWhileTheNextWasBuilt() throws SQLException {
    python.make();
    try (PgVectorStore store = open()) {
      store.nextSpace().begin("other", 3);
      python.execute("CREATE VIEW v AS SELECT id FROM image_embeddings");

      assertThatThrownBy(() -> store.nextSpace().activate(PLAIN)).hasMessageContaining("view v");
      assertThat(store.dimension()).hasValue(512);
    }
  }

  @Test
  void hasTheNamesThatRowsWereGivenMeanwhile() throws SQLException {
    python.make();
    for (String path : List.of("a.jpg", "b.jpg", "c.jpg")) {
      python.insert(path);
    }
    try (PgVectorStore store = open()) {
      NextSpace next = store.nextSpace();
      next.begin("other", 2);
      next.put(List.of(new NextVector(1, "", new float[] {1, 0})));
      next.put(List.of(new NextVector(2, "", new float[] {0, 1})));
      next.put(List.of(new NextVector(3, "", new float[] {0, -1})));
      python.execute("UPDATE image_embeddings SET image_path = 'x.jpg' WHERE id = 1");
      python.execute("UPDATE image_embeddings SET image_path = 'a.jpg' WHERE id = 2");
      python.execute("UPDATE image_embeddings SET image_path = 'b.jpg' WHERE id = 1");
      python.execute("DELETE FROM image_embeddings WHERE id = 3");
      python.execute(
          "INSERT INTO image_embeddings SELECT 9, 'c.jpg', embedding FROM image_embeddings WHERE id = 1");
      next.put(List.of(new NextVector(9, "", new float[] {-1, 0})));

      assertThat(next.activate(PLAIN)).isTrue();
    }
    assertThat(
            python.column(
                "SELECT concat_ws(' ', id, image_path, embedding) FROM image_embeddings ORDER BY id"))
        .containsExactly("1 b.jpg [1,0]", "2 a.jpg [0,1]", "9 c.jpg [-1,0]");
  }

  @Test
  void takesOverATableOfVersionOne() throws SQLException {
    migrateTo("1");
    assertThat(python.column("SELECT max(version) FROM lince_schema_history")).containsExactly("1");
    python.insert("/static/a.jpg");
    assertThatThrownBy(() -> PgVectorStore.openExisting(TestStores.settings(database)))
        .isInstanceOf(StoreException.Unreadable.class)
        .hasMessageContainingAll("older Lince", "Start lince serve");

    switchTo(3);

    assertThat(python.column("SELECT space_number FROM lince_store")).containsExactly("2");
    assertThat(python.column("SELECT vector_dims(embedding) FROM image_embeddings"))
        .containsExactly("3");
  }

  @Test
  void aRowOfVersionThreeHasNoColour() throws SQLException {
    migrateTo("3");
    python.insert("/static/a.jpg");
    python.execute(
        "INSERT INTO lince_images (id, image_path, content_hash, media_type, bytes, width, height,"
            + " modified, added, tags, metadata) VALUES"
            + " (1, '/static/a.jpg', '00', 'JPEG', 3, 2, 1, now(), now(), '{cat}', '{}')");

    try (PgVectorStore store = open()) {
      ImageRecord image = store.find(1).orElseThrow();
      assertThat(image.isDescribed()).isTrue();
      assertThat(image.tags()).containsExactly("cat");
      assertThat(image.colour()).isNull();
    }
    assertThat(python.column("SELECT max(version) FROM lince_schema_history")).containsExactly("4");
  }

  /** Makes the tables as an older Lince left them. */
  private void migrateTo(String version) throws SQLException {
    DatabaseUrl url = DatabaseUrl.parse(database.url());
    python.execute("CREATE EXTENSION vector");
    Flyway.configure(Schema.class.getClassLoader())
        .dataSource(
            url.jdbcUrl(), url.user().orElse(null), (String) url.properties().get("password"))
        .locations("classpath:dev/lince/store/pgvector/migrations")
        .table("lince_schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .target(version)
        .load()
        .migrate();
  }

  @Test
  void leavesTheWayBackOpen() throws SQLException {
    python.make();
    float[] vector = python.insert("a.jpg");
    List<String> before = form();
    open().close();
    switchTo(3);

    // As docs/migrate-from-python.md has it.
    python.execute(
        """
        BEGIN;
        DELETE FROM image_embeddings WHERE id NOT IN (SELECT id FROM lince_former_embeddings);
        ALTER TABLE image_embeddings DROP COLUMN embedding;
        ALTER TABLE image_embeddings ADD COLUMN embedding VECTOR(512);
        UPDATE image_embeddings e SET embedding = f.embedding FROM lince_former_embeddings f WHERE f.id = e.id;
        ALTER TABLE image_embeddings ALTER COLUMN embedding SET NOT NULL;
        CREATE INDEX idx_embedding_hnsw ON image_embeddings USING hnsw (embedding vector_l2_ops) WITH (m = 16, ef_construction = 64);
        COMMIT;
        """);
    python.execute(
        """
        BEGIN;
        DROP TABLE IF EXISTS lince_next_embeddings, lince_former_embeddings;
        DROP INDEX IF EXISTS lince_path_index, lince_not_unit_index;
        DROP FUNCTION lince_path(text);
        DROP TABLE lince_images, lince_ledger, lince_notes, lince_store, lince_schema_history;
        COMMIT;
        """);

    assertThat(form()).isEqualTo(before);
    assertThat(python.nearest(vector, 1)).containsExactly("a.jpg");
  }
}
