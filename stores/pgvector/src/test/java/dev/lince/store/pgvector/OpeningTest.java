package dev.lince.store.pgvector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lince.store.NearestQuery;
import dev.lince.store.RandomImages;
import dev.lince.store.StoreException;
import dev.lince.store.pgvector.url.DatabaseUrl;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What stops an opening, each with its sentence, and what does not. */
class OpeningTest {
  private final TestDatabase database = TestDatabase.create();
  private PythonTable owner;

  @BeforeEach
  void connect() throws SQLException {
    owner = new PythonTable(database, new Random(1));
  }

  @AfterEach
  void drop() throws SQLException {
    owner.close();
    database.close();
  }

  private void assertRefused(String url, String... parts) {
    assertThatThrownBy(
            () -> PgVectorStore.open(TestStores.settings(url, IndexPrecision.FULL)).close())
        .isInstanceOf(StoreException.class)
        .hasMessageContainingAll(parts)
        .hasMessageEndingWith(".")
        .hasMessageNotContaining("geheim")
        .message()
        .doesNotContain("\n");
  }

  @RepeatedTest(5)
  void makesEverythingInAnEmptyDatabaseWhoeverElseDoesAtTheSameTime() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> opened = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        opened.add(threads.submit(() -> PgVectorStore.open(TestStores.settings(database)).close()));
      }
      for (Future<?> one : opened) {
        one.get();
      }
    }

    assertThat(
            owner.column("SELECT indexdef FROM pg_indexes WHERE indexname = 'idx_embedding_hnsw'"))
        .containsExactly(
            "CREATE INDEX idx_embedding_hnsw ON public.image_embeddings USING hnsw (embedding"
                + " vector_l2_ops) WITH (m='16', ef_construction='64')");
  }

  @Test
  void leavesNoTransactionOpen() throws SQLException {
    try (PgVectorStore store = PgVectorStore.open(TestStores.settings(database))) {
      store.upsert(List.of(RandomImages.plain("a.png", 1, 0)));
      store.search(new NearestQuery(new float[] {1, 0}, 1));

      String states =
          "SELECT state FROM pg_stat_activity WHERE application_name = 'lince' AND datname ="
              + " current_database()";
      assertThat(owner.column(states)).isNotEmpty().containsOnly("idle");
    }
  }

  @Test
  void saysThatNobodyListens() {
    assertThatThrownBy(
            () ->
                PgVectorStore.open(
                    new PgVectorSettings(
                        DatabaseUrl.parse("postgresql://me:geheim@127.0.0.1:1/x"),
                        IndexPrecision.FULL,
                        Duration.ZERO)))
        .isInstanceOf(StoreException.Unavailable.class)
        .hasMessageStartingWith("The database 127.0.0.1:1/x cannot be reached: ")
        .hasMessageNotContaining("geheim");
  }

  @Test
  void saysThatThePasswordIsWrong() throws SQLException {
    String role = role();

    assertRefused(
        url(role, "geheim-no", database.name()), "refuses the password of the user " + role);
  }

  @Test
  void doesNotWaitForAServerThatHasNoTls() throws Exception {
    try (PostgresServer server = PostgresServer.create().start()) {
      PgVectorSettings patient =
          new PgVectorSettings(
              DatabaseUrl.parse(server.url("postgres") + "?sslmode=require"),
              IndexPrecision.FULL,
              Duration.ofMinutes(10));

      assertThatThrownBy(() -> PgVectorStore.open(patient))
          .isInstanceOf(StoreException.Unreadable.class)
          .hasMessageContainingAll("There can be no connection", "SSL");
    }
  }

  @Test
  void saysThatThereIsNoSuchDatabase() {
    assertRefused(
        database.url().replace(database.name(), "nowhere"),
        "There is no such database as",
        "/nowhere",
        "createdb");
  }

  @Test
  void saysThatTheExtensionMayNotBeMade() throws SQLException {
    assertRefused(
        url(role(), "geheim", database.name()),
        "no extension vector",
        "may not create it",
        "CREATE EXTENSION vector in it");
  }

  @Test
  void saysThatTheTablesMayNotBeMade() throws SQLException {
    owner.execute("CREATE EXTENSION vector");
    owner.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");

    assertRefused(
        url(role(), "geheim", database.name()), "may not make Lince's tables", "GRANT", "CREATE");
  }

  @Test
  void saysThatTheTableIsAnother() throws SQLException {
    owner.execute("CREATE EXTENSION vector");
    owner.execute("CREATE TABLE image_embeddings (id SERIAL, image_path TEXT, embedding REAL[])");
    assertRefused(database.url(), "embedding is real[]; vector is needed");
    owner.execute(
        "ALTER TABLE image_embeddings ALTER embedding TYPE vector(3) USING embedding::vector");
    assertRefused(database.url(), "image_path is not unique", "ADD UNIQUE");
    owner.execute("ALTER TABLE image_embeddings DROP id");
    assertRefused(database.url(), "id is missing; integer is needed");
    assertThat(owner.column("SELECT 1 FROM pg_tables WHERE tablename LIKE 'lince%'"))
        .as("nothing was made")
        .isEmpty();
  }

  @Test
  void saysThatANewerLinceWasHere() throws SQLException {
    PgVectorStore.open(TestStores.settings(database)).close();
    owner.execute("UPDATE lince_schema_history SET version = '99' WHERE version = '1'");

    assertRefused(database.url(), "version 99", "newer Lince");
  }

  @Test
  void findsTheExtensionInAnotherSchema() throws SQLException {
    owner.execute("CREATE SCHEMA extensions");
    owner.execute("CREATE EXTENSION vector SCHEMA extensions");

    try (PgVectorStore store = PgVectorStore.open(TestStores.settings(database))) {
      store.upsert(List.of(RandomImages.plain("a.png", 1, 0)));
      assertThat(store.search(new NearestQuery(new float[] {1, 0}, 1))).hasSize(1);
    }
    try (PgVectorStore again = PgVectorStore.open(TestStores.settings(database))) {
      assertThat(again.index()).isPresent();
    }
  }

  @Test
  void openingForSearchesMakesNothing() throws SQLException {
    assertThat(PgVectorStore.openExisting(TestStores.settings(database))).isEmpty();
    assertThat(owner.column("SELECT 1 FROM pg_extension WHERE extname = 'vector'")).isEmpty();
    PgVectorStore.open(TestStores.settings(database)).close();
    try (PgVectorStore found =
        PgVectorStore.openExisting(TestStores.settings(database)).orElseThrow()) {
      assertThat(found.dimension()).isEmpty();
    }
  }

  /** A user with the password geheim who may connect and nothing else; it goes with the server. */
  private String role() throws SQLException {
    String role = "r_" + database.name();
    owner.execute("CREATE ROLE %s LOGIN PASSWORD 'geheim'".formatted(role));
    owner.execute("REVOKE CREATE ON DATABASE %s FROM PUBLIC".formatted(database.name()));
    return role;
  }

  private String url(String user, String password, String name) {
    return "postgresql://%s:%s@%s:%d/%s"
        .formatted(user, password, database.host(), database.port(), name);
  }
}
