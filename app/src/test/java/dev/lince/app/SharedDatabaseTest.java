package dev.lince.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.store.pgvector.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several Linces on one database and one folder. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class SharedDatabaseTest {
  private static final int PICTURES = 250;
  private static final String IN_STEP = "In step with the folders";
  private static final Pattern EMBEDDED = Pattern.compile("new or changed, (\\d+) embedded");

  @TempDir static Path pictures;
  private static PostgresServer server;

  @TempDir Path home;
  private GuardedDatabase database;

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
  void make() throws Exception {
    database = GuardedDatabase.on(server);
  }

  @AfterEach
  void drop() {
    database.close();
  }

  @Test
  void shareTheWorkOfAnEmptyDatabaseAndAnswerAlike() throws Exception {
    try (LinceProcess one = serve("one");
        LinceProcess two = serve("two");
        LinceProcess three = serve("three")) {
      List<LinceProcess> all = List.of(one, two, three);
      for (LinceProcess lince : all) {
        lince.awaitOutput("Lince is at");
        lince.awaitOutput(IN_STEP);
      }

      database.assertHoldsOnce(PICTURES);
      List<Integer> embedded = all.stream().map(SharedDatabaseTest::embedded).toList();
      assertThat(embedded.stream().mapToInt(Integer::intValue).sum())
          .as("embedded by each: %s", embedded)
          .isEqualTo(PICTURES);
      Path query = pictures.resolve("007.jpg");
      String answer = one.searchBy(query, "?k=20").body();
      assertThat(answer).contains("/static/007.jpg");
      for (LinceProcess lince : all) {
        assertThat(lince.searchBy(query, "?k=20").body()).isEqualTo(answer);
        assertThat(lince.output())
            .doesNotContain(" ERROR ")
            .doesNotContain("deadlock")
            .doesNotContain(GuardedDatabase.PASSWORD);
      }
    }
  }

  @Test
  void finishWhatOneOfThemLeavesThatIsKilled() throws Exception {
    try (LinceProcess one = serve("one");
        LinceProcess two = serve("two")) {
      two.awaitOutput("Searching in the space");
      one.await(() -> database.images() > PICTURES / 5, "stored a part");
      one.kill();
      assertThat(database.images()).as("in the middle").isLessThan(PICTURES);

      two.awaitOutput(IN_STEP);

      database.assertHoldsOnce(PICTURES);
      assertThat(two.output()).doesNotContain(" ERROR ");
    }
  }

  private LinceProcess serve(String name) throws Exception {
    return LinceProcess.serve(
        Files.createDirectories(home.resolve(name)),
        Map.of("DATABASE_URL", database.url(), "LINCE_EMBEDDER", "visual", "LOG_LEVEL", "TRACE"),
        "--images",
        pictures.toString(),
        "--threads",
        "1");
  }

  private static int embedded(LinceProcess lince) {
    List<Integer> found = new ArrayList<>();
    Matcher matcher = EMBEDDED.matcher(lince.output());
    while (matcher.find()) {
      found.add(Integer.parseInt(matcher.group(1)));
    }
    assertThat(found).hasSize(1);
    return found.getFirst();
  }
}
