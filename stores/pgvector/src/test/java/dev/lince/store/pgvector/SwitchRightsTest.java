package dev.lince.store.pgvector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lince.store.Filter;
import dev.lince.store.NearestQuery;
import dev.lince.store.RandomImages;
import dev.lince.store.StoreException;
import dev.lince.store.TestSeed;
import dev.lince.store.Upserted;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users who may do less than change the model do the rest as ever. */
class SwitchRightsTest {
  private final TestDatabase database = TestDatabase.create();
  private final String role = "r_" + database.name();
  private PythonTable owner;

  @BeforeEach
  void make() throws SQLException {
    owner = new PythonTable(database, TestSeed.random("SwitchRightsTest"));
    try (PgVectorStore store = PgVectorStore.open(TestStores.settings(database))) {
      store.upsert(List.of(RandomImages.plain("a.png", 1, 0)));
    }
    owner.execute("CREATE ROLE %s LOGIN PASSWORD 'geheim'".formatted(role));
  }

  @AfterEach
  void drop() throws SQLException {
    owner.execute("DROP OWNED BY %s".formatted(role));
    owner.execute("DROP ROLE %s".formatted(role));
    owner.close();
    database.close();
  }

  private PgVectorSettings asRole() {
    String url =
        "postgresql://%s:geheim@%s:%d/%s"
            .formatted(role, database.host(), database.port(), database.name());
    return TestStores.settings(url, IndexPrecision.FULL);
  }

  @Test
  void whoMayUseTheTablesStoresAndSearchesAndIsToldWhoMayChangeTheModel() throws SQLException {
    owner.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO " + role);
    owner.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO " + role);

    try (PgVectorStore store = PgVectorStore.open(asRole())) {
      assertThat(store.upsert(List.of(RandomImages.plain("b.png", 0, 1))))
          .containsExactly(new Upserted.Stored("b.png", 2, true));
      assertThat(store.nextSpace().label()).isEmpty();
      store.nextSpace().abandon();
      assertThatThrownBy(() -> store.nextSpace().begin("other", 3))
          .isInstanceOf(StoreException.Unreadable.class)
          .hasMessageContainingAll("must own the table image_embeddings");
    }
  }

  @Test
  void whoMayOnlyReadSearches() throws SQLException {
    owner.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + role);

    try (PgVectorStore store = PgVectorStore.openExisting(asRole()).orElseThrow()) {
      assertThat(store.search(new NearestQuery(new float[] {1, 0}, 1))).hasSize(1);
      assertThat(store.count(Filter.ALL)).isEqualTo(1);
      assertThat(store.nextSpace().count()).isZero();
    }
  }

  @Test
  void aDatabaseThatTakesNoChangesTakesNoOtherModel() throws SQLException {
    owner.execute(
        "ALTER DATABASE %s SET default_transaction_read_only = on".formatted(database.name()));

    try (PgVectorStore store = PgVectorStore.open(TestStores.settings(database))) {
      assertThat(store.count(Filter.ALL)).isEqualTo(1);
      assertThatThrownBy(() -> store.nextSpace().begin("other", 3))
          .isInstanceOf(StoreException.ReadOnly.class);
      assertThatThrownBy(() -> store.notes().put("x", "y"))
          .isInstanceOf(StoreException.ReadOnly.class);
    }
  }
}
