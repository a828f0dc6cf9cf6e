package dev.lince.store.pgvector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.store.Ledger.Claim;
import dev.lince.store.RandomImages;
import dev.lince.store.StoreException;
import dev.lince.store.Upserted;
import dev.lince.store.pgvector.url.DatabaseUrl;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A process that vanishes with what it had reserved and locked. A network that swallows its end
 * cannot be had on one machine, where the kernel answers the server's questions for it; so the
 * connection is cut, and what lets the server notice is read from its settings.
 */
@Timeout(value = 100, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class VanishedClientTest {
  private final TestDatabase database = TestDatabase.create();
  private final SilentProxy proxy = SilentProxy.to(database.host(), database.port());
  private final DatabaseUrl lost = DatabaseUrl.parse(database.urlThrough(proxy.port()));

  @AfterEach
  void close() {
    proxy.close();
    database.close();
  }

  @Test
  void leavesItsFilesAndItsRowsToOthers() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    try (PgVectorStore other = PgVectorStore.open(TestStores.settings(database));
        Connections vanishing = new Connections(lost, "", new SpaceNumber(1));
        Claims claims = new Claims(vanishing)) {
      other.upsert(List.of(RandomImages.plain("a.png", 1, 0)));
      assertThat(claims.claim(List.of("a.png")).paths()).containsExactly("a.png");
      CountDownLatch locked = new CountDownLatch(1);
      Thread writer = Thread.ofVirtual().start(() -> holdRows(vanishing, locked, gone));
      locked.await();
      assertThat(other.ledger().claim(List.of("a.png")).paths()).isEmpty();

      proxy.cut();

      assertThat(other.upsert(List.of(RandomImages.plain("a.png", 0, 1))))
          .containsExactly(new Upserted.Stored("a.png", 1, false));
      awaitClaim(other, "a.png");
      gone.countDown();
      writer.join();
    }
  }

  @Test
  void isNoticedByTheServerWithinHalfAMinute() {
    try (PgVectorStore other = PgVectorStore.open(TestStores.settings(database));
        Connections connections = new Connections(lost, "", new SpaceNumber(1))) {
      TestStores.awaitPing(other);
      connections.read(
          connection -> {
            assertThat(show(connection, "idle_in_transaction_session_timeout")).isEqualTo("20s");
            assertThat(show(connection, "tcp_keepalives_idle")).isEqualTo("10");
            assertThat(show(connection, "tcp_keepalives_interval")).isEqualTo("5");
            assertThat(show(connection, "tcp_keepalives_count")).isEqualTo("3");
            return connection;
          });
    }
  }

  private static String show(Connection connection, String setting) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW " + setting)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void holdRows(
      Connections connections, CountDownLatch locked, CountDownLatch gone) {
    try {
      connections.write(
          connection -> {
            try (Statement statement = connection.createStatement()) {
              statement.executeQuery("SELECT 1 FROM image_embeddings FOR UPDATE").close();
            }
            locked.countDown();
            awaitQuietly(gone);
            return connection;
          });
    } catch (StoreException.Unavailable cut) {
      assertThat(cut).hasMessageContaining("does not answer now");
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitClaim(PgVectorStore store, String path) {
    long limit = System.nanoTime() + Duration.ofSeconds(40).toNanos();
    while (true) {
      try (Claim claim = store.ledger().claim(List.of(path))) {
        if (claim.paths().contains(path)) {
          return;
        }
      }
      assertThat(System.nanoTime()).as("the claim is still held").isLessThan(limit);
    }
  }
}
