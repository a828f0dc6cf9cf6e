package dev.lince.store.pgvector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lince.store.Ledger.Claim;
import dev.lince.store.StoreException;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two processes, as two stores on one database: they share no memory either way. */
class ClaimsTest {
  private final TestDatabase database = TestDatabase.create();
  private PgVectorStore one;
  private PgVectorStore other;

  @BeforeEach
  void openBoth() {
    one = PgVectorStore.open(TestStores.settings(database));
    other = PgVectorStore.open(TestStores.settings(database));
  }

  @AfterEach
  void drop() {
    one.close();
    other.close();
    database.close();
  }

  @Test
  void givesAFileToOneOfTwoProcesses() {
    Claim first = one.ledger().claim(List.of("a", "b", "c"));
    try (Claim second = other.ledger().claim(List.of("b", "c", "d"))) {
      assertThat(first.paths()).containsExactlyInAnyOrder("a", "b", "c");
      assertThat(second.paths()).containsExactly("d");
    }
    first.close();
    try (Claim third = other.ledger().claim(List.of("a", "d"))) {
      assertThat(third.paths()).containsExactlyInAnyOrder("a", "d");
    }
  }

  @Test
  void freesWhatAProcessHadThatIsGone() {
    assertThat(one.ledger().claim(List.of("a")).paths()).containsExactly("a");

    one.close();

    try (Claim claim = other.ledger().claim(List.of("a"))) {
      assertThat(claim.paths()).containsExactly("a");
    }
  }

  @Test
  void claimsAgainAfterItsConnectionWasCut() throws SQLException {
    Claim lost = one.ledger().claim(List.of("a"));
    try (PythonTable admin = new PythonTable(database, new Random(1))) {
      admin.column(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname ="
              + " current_database() AND pid <> pg_backend_pid()");
    }

    assertThatThrownBy(() -> one.ledger().claim(List.of("b")))
        .isInstanceOf(StoreException.Unavailable.class);
    try (Claim again = one.ledger().claim(List.of("a", "b"))) {
      assertThat(again.paths()).containsExactlyInAnyOrder("a", "b");
      lost.close();
      try (Claim others = other.ledger().claim(List.of("a", "b", "c"))) {
        assertThat(others.paths()).as("a claim that was lost frees nothing").containsExactly("c");
      } catch (StoreException.Unavailable cutToo) {
        assertThat(other.ledger().claim(List.of("a", "b", "c")).paths()).containsExactly("c");
      }
    }
  }
}
