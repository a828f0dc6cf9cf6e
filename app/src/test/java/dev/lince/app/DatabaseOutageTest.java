package dev.lince.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.store.pgvector.Outage;
import dev.lince.store.pgvector.PostgresServer;
import dev.lince.store.pgvector.SilentProxy;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A database that goes away under a Lince that serves, and comes back. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class DatabaseOutageTest {
  private static final int PICTURES = 250;
  private static final String UNHEALTHY =
      "{\"status\":\"unhealthy\",\"service\":\"image-search-backend\",\"database\":\"disconnected\"}";

  private static final Path TINY =
      Path.of("..", "core", "src", "test", "resources", "models", "tiny")
          .toAbsolutePath()
          .normalize();

  @TempDir static Path pictures;
  private static PostgresServer server;

  @TempDir Path home;
  private GuardedDatabase database;
  private SilentProxy proxy;

  @BeforeAll
  static void start() throws Exception {
    server = PostgresServer.create().start();
    DrawnPictures.draw(pictures, PICTURES);
  }

  @AfterAll
  static void end() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void connect() throws Exception {
    database = GuardedDatabase.on(server);
    proxy = SilentProxy.to("127.0.0.1", server.port());
  }

  @AfterEach
  void drop() {
    proxy.close();
    database.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"KILLED", "SILENT"})
  void anIngestGoesOnByItselfAndLosesOrDoublesNothing(Outage outage) throws Exception {
    try (LinceProcess lince = serve("TRACE")) {
      lince.awaitOutput("Lince is at");
      assertThat(lince.get("/health").statusCode()).isEqualTo(200);
      lince.await(() -> database.images() > 0, "stored a picture");
      int before = database.images();

      outage.begin(server, proxy);
      try {
        assertThat(before).as("in the middle").isLessThan(PICTURES);
        assertUnhealthy(lince);
        HttpResponse<String> search = lince.searchBy(pictures.resolve("000.jpg"), "?k=1");
        assertThat(search.statusCode()).as(search.body()).isEqualTo(503);
        assertThat(search.headers().firstValue("Retry-After")).isPresent();
        lince.awaitOutput("The ingest waits for the store");
        lince.awaitOutput("Waiting for the database");
        assertUnhealthy(lince);
      } finally {
        outage.end(server, proxy);
      }

      lince.await(() -> status(lince, "/health") == 200, "was healthy again");
      lince.awaitOutput("In step with the folders");
      database.assertHoldsOnce(PICTURES);
      HttpResponse<String> found = lince.searchBy(pictures.resolve("000.jpg"), "?k=1");
      assertThat(found.body()).contains("/static/000.jpg");
      assertThat(lince.output()).doesNotContain(GuardedDatabase.PASSWORD).doesNotContain(" ERROR ");
    }
  }

  @Test
  void aStartWaitsVisiblyForItsDatabase() throws Exception {
    server.stop();
    try (LinceProcess lince = serve("INFO")) {
      lince.awaitOutput("Waiting up to 60 s for the database 127.0.0.1:" + proxy.port());
      server.start();
      lince.awaitOutput("Lince is at");
      assertThat(lince.get("/health").statusCode()).isEqualTo(200);
      assertThat(lince.output()).doesNotContain(GuardedDatabase.PASSWORD).doesNotContain("\tat ");
    }
  }

  /** A hub that answers only to hang up makes Lince take the descriptors, later. */
  @Test
  void aDatabaseThatGoesAwayWhileTheLibraryGoesOverToAnotherModelIsWaitedFor() throws Exception {
    int count = 120;
    Path many = DrawnPictures.draw(home.resolve("many"), count);
    try (LinceProcess lince =
        LinceProcess.serve(
            home,
            Map.of("DATABASE_URL", database.urlThrough(proxy.port())),
            "--embedder",
            "visual",
            "--images",
            many.toString())) {
      lince.awaitOutput("In step with the folders");
      lince.awaitOutput("Lince is at");
      Files.writeString(
          home.resolve("data/reembed.json"),
          "{\"embedder\":\"CLIP\",\"model\":\"%s\",\"leaveOut\":false,\"dropFormer\":false}"
              .formatted(TINY));
      lince.awaitOutput("Embedding the library again");
      proxy.silence();
      lince.awaitOutput("The re-embedding waits for the store");

      proxy.resume();

      lince.awaitOutput("The library is in the space");
      lince.await(
          () -> status(lince).contains("\"former_space\":\"visual\""), "opened the other space");
      assertThat(lince.searchBy(many.resolve("000.jpg"), "?k=1").body())
          .contains("/static/000.jpg");
      database.assertHoldsOnce(count);
    }
  }

  private static String status(LinceProcess lince) {
    try {
      return lince.get("/api/v1/status").body();
    } catch (IOException | InterruptedException notNow) {
      return "";
    }
  }

  @Test
  void aDatabaseThatTakesNoChangesIsSearchedAllTheSame() throws Exception {
    Path few = DrawnPictures.draw(home.resolve("few"), 2);
    try (LinceProcess lince = serve("INFO", few)) {
      lince.awaitOutput("In step with the folders");
      lince.awaitOutput("Lince is at");
      lince.stop();
    }
    database.execute("ALTER ROLE guarded SET default_transaction_read_only = on");
    try {
      DrawnPictures.draw(few, 3);
      try (LinceProcess lince = serve("INFO", few)) {
        lince.awaitOutput("takes no changes");
        lince.awaitOutput("Lince is at");
        assertThat(lince.searchBy(few.resolve("001.jpg"), "?k=1").body())
            .contains("/static/001.jpg");
        assertThat(lince.output()).doesNotContain("\tat ").doesNotContain(" ERROR ");
      }
    } finally {
      database.execute("ALTER ROLE guarded RESET default_transaction_read_only");
    }
    database.assertHoldsOnce(2);
  }

  private LinceProcess serve(String logLevel) throws Exception {
    return serve(logLevel, pictures);
  }

  private LinceProcess serve(String logLevel, Path folder) throws Exception {
    return LinceProcess.serve(
        home,
        Map.of(
            "DATABASE_URL",
            database.urlThrough(proxy.port()),
            "LINCE_EMBEDDER",
            "visual",
            "LOG_LEVEL",
            logLevel),
        "--images",
        folder.toString(),
        "--threads",
        "1");
  }

  /**
   * The store's OutageTest knows that it says so within two seconds; here many processes share the
   * machine.
   */
  private static void assertUnhealthy(LinceProcess lince) throws Exception {
    HttpResponse<String> health = lince.get("/health");
    assertThat(health.statusCode()).isEqualTo(503);
    assertThat(health.body()).isEqualTo(UNHEALTHY);
  }

  private static int status(LinceProcess lince, String path) {
    try {
      return lince.get(path).statusCode();
    } catch (IOException | InterruptedException gone) {
      throw new AssertionError(gone);
    }
  }
}
