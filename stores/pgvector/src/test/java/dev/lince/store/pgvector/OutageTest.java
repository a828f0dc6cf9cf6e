package dev.lince.store.pgvector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lince.store.Hit;
import dev.lince.store.ImageStore.AfterDelete;
import dev.lince.store.NearestQuery;
import dev.lince.store.RandomImages;
import dev.lince.store.StoreException;
import dev.lince.store.Upserted;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A database that goes away in every way there is, under a store that is open. Slow where it falls
 * silent, since the time limits themselves are waited for.
 */
@Timeout(value = 100, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OutageTest {
  private static final Duration PING = Duration.ofSeconds(2);
  private static final Duration READ = Duration.ofSeconds(15);
  private static final Duration WRITE = Duration.ofSeconds(25);
  private static final Duration RECOVERY = Duration.ofSeconds(30);
  private static final NearestQuery QUERY = new NearestQuery(new float[] {1, 0}, 1);

  private static PostgresServer server;

  private TestDatabase database;
  private SilentProxy proxy;
  private PgVectorStore store;

  @BeforeAll
  static void start() {
    server = PostgresServer.create().start();
  }

  @AfterAll
  static void end() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void open() {
    database = server.createDatabase();
    proxy = SilentProxy.to(database.host(), database.port());
    store =
        PgVectorStore.open(
            TestStores.settings(database.urlThrough(proxy.port()), IndexPrecision.FULL));
    store.upsert(List.of(RandomImages.plain("kept.png", 1, 0)));
  }

  @AfterEach
  void close() {
    store.close();
    proxy.close();
    database.close();
  }

  @ParameterizedTest
  @EnumSource
  void aPingComesBackInTwoSecondsAndEverythingGoesOnByItself(Outage outage) {
    TestStores.awaitPing(store);
    store.search(QUERY);

    outage.begin(server, proxy);
    try {
      for (int i = 0; i < 3; i++) {
        assertUnavailable(PING, store::ping);
      }
      assertUnavailable(READ, () -> store.find(1));
      assertUnavailable(PING, store::ping);
    } finally {
      outage.end(server, proxy);
    }

    assertRecovers();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsUnderWayGivesUpAndTheStoreGoesOnByItself(Outage outage) throws Exception {
    TestStores.awaitPing(store);
    try (Connection blocker = database.connect();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      lock(blocker);
      List<Future<?>> calls = new ArrayList<>();
      calls.add(threads.submit(() -> store.search(QUERY)));
      calls.add(threads.submit(() -> store.findByPath("kept.png")));
      calls.add(threads.submit(() -> store.upsert(List.of(RandomImages.plain("new.png", 0, 1)))));
      calls.add(threads.submit(() -> store.delete(List.of(1), AfterDelete.FORGET)));
      awaitBlocked(calls.size());

      outage.begin(server, proxy);
      long begin = System.nanoTime();
      try {
        assertUnavailable(PING, store::ping);
        for (int i = 0; i < calls.size(); i++) {
          Throwable thrown = catchThrowable(calls.get(i)::get);
          assertThat(thrown).hasCauseInstanceOf(StoreException.Unavailable.class);
          assertThat(since(begin)).isLessThan(i < 2 ? READ : WRITE);
        }
      } finally {
        outage.end(server, proxy);
      }
    }

    assertRecovers();
    assertThat(store.findByPath("new.png")).as("never acknowledged").isEmpty();
  }

  private static void lock(Connection blocker) throws SQLException {
    blocker.setAutoCommit(false);
    try (Statement statement = blocker.createStatement()) {
      statement.execute("LOCK TABLE image_embeddings IN ACCESS EXCLUSIVE MODE");
    }
  }

  private void awaitBlocked(int statements) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      long limit = System.nanoTime() + RECOVERY.toNanos();
      int waiting = 0;
      while (waiting < statements) {
        assertThat(System.nanoTime()).as("%d wait", waiting).isLessThan(limit);
        try (ResultSet rows =
            statement.executeQuery(
                "SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted AND relation ="
                    + " 'image_embeddings'::regclass")) {
          rows.next();
          waiting = rows.getInt(1);
        }
      }
    }
  }

  private static void assertUnavailable(Duration limit, Runnable call) {
    long begin = System.nanoTime();
    assertThatThrownBy(call::run)
        .isInstanceOf(StoreException.Unavailable.class)
        .hasMessageContaining("does not answer now");
    assertThat(since(begin)).isLessThan(limit);
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** The first calls may still meet what broke. */
  private void assertRecovers() {
    await(store::ping);
    await(() -> assertThat(store.search(QUERY)).extracting(Hit::image).hasSize(1));
    await(
        () ->
            assertThat(store.upsert(List.of(RandomImages.plain("after.png", 0, 1))))
                .hasOnlyElementsOfType(Upserted.Stored.class));
    assertThat(store.search(new NearestQuery(new float[] {0, 1}, 1)).getFirst().image().path())
        .isEqualTo("after.png");
  }

  private static void await(Runnable call) {
    long limit = System.nanoTime() + RECOVERY.toNanos();
    while (true) {
      try {
        call.run();
        return;
      } catch (StoreException.Unavailable still) {
        assertThat(System.nanoTime()).as(still.getMessage()).isLessThan(limit);
      }
    }
  }
}
