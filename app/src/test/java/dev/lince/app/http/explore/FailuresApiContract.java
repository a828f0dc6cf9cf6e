package dev.lince.app.http.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.app.cli.LiveServer;
import dev.lince.app.config.Variable;
import dev.lince.app.http.ApiClient;
import dev.lince.library.IngestProgress;
import dev.lince.store.LedgerEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Files that could not be read, over real HTTP, the same on every store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FailuresApiContract {
  private static final Path EXAMPLES = Path.of("..", "example_images").toAbsolutePath().normalize();
  private static final long GUARD_NANOS = 60_000_000_000L;

  /** In the order of paths. */
  private static final List<String> BROKEN =
      List.of(
          "/static/a/report.png",
          "/static/cats/cut%20off.jpg",
          "/static/cats/ni%C3%B1o%20%231%20100%25.png",
          "/static/notes.jpg",
          "/static/z/song.webp");

  private final List<Integer> totalsWhileIngesting = new ArrayList<>();
  private Path folder;
  private LiveServer server;
  private ApiClient lince;

  /** The address of the database; empty for the embedded store. */
  abstract String database();

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException, InterruptedException {
    folder = temporary.resolve("images");
    copyExamples();
    write("a/report.png", "This is no picture.".getBytes(StandardCharsets.UTF_8));
    byte[] whole = Files.readAllBytes(EXAMPLES.resolve("cats/chelsea.jpg"));
    write("cats/cut off.jpg", Arrays.copyOf(whole, whole.length / 2));
    write("cats/niño #1 100%.png", new byte[0]);
    write("notes.jpg", "Nor is this.".getBytes(StandardCharsets.UTF_8));
    write("z/song.webp", "ID3 it is a song".getBytes(StandardCharsets.UTF_8));
    server =
        LiveServer.startAtOnce(
            folder, temporary.resolve("data"), Map.of(Variable.DATABASE_URL, database()));
    lince = new ApiClient(server);
    while (server.library().progress().phase().compareTo(IngestProgress.Phase.DONE) < 0) {
      totalsWhileIngesting.add(failures("").get("total").intValue());
    }
    server.library().awaitIngest();
  }

  private void copyExamples() throws IOException {
    try (Stream<Path> files = Files.walk(EXAMPLES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        write(EXAMPLES.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
  }

  private void write(String path, byte[] content) throws IOException {
    Files.createDirectories(folder.resolve(path).getParent());
    Files.write(folder.resolve(path), content);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void listsByPathWhatCouldNotBeReadAndWhy() throws IOException {
    JsonNode answer = awaitAll();

    assertThat(answer.propertyNames()).containsExactly("failures", "cursor", "total", "complete");
    assertThat(paths(answer)).isEqualTo(BROKEN);
    assertThat(answer.get("cursor").isNull()).isTrue();
    assertThat(answer.get("complete").booleanValue()).isTrue();
    JsonNode cut = answer.at("/failures/1");
    assertThat(cut.propertyNames()).containsExactly("path", "detail", "bytes", "modified");
    Path file = folder.resolve("cats/cut off.jpg");
    assertThat(cut.get("bytes").longValue()).isEqualTo(Files.size(file));
    assertThat(cut.get("modified").stringValue())
        .startsWith(Files.getLastModifiedTime(file).toInstant().toString().substring(0, 19));
    assertThat(cut.get("detail").stringValue()).startsWith("The JPEG is cut off");
    assertThat(answer.at("/failures/3/detail").stringValue()).startsWith("The content is text");
    assertThat(answer.toString()).doesNotContain(folder.toString(), EXAMPLES.toString());
    assertThat(lince.get("/api/v1/failures/").ok()).isEqualTo(answer);
  }

  @Test
  void countsThemWhileTheIngestRuns() {
    totalsWhileIngesting.add(awaitAll().get("total").intValue());

    assertThat(totalsWhileIngesting).isSorted().last().isEqualTo(BROKEN.size());
  }

  @Test
  void goesFromPageToPage() {
    awaitAll();
    List<String> paths = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    JsonNode page = failures("?limit=2");
    while (page.get("cursor").isString()) {
      sizes.add(page.get("failures").size());
      paths.addAll(paths(page));
      page = failures("?limit=2&cursor=" + page.get("cursor").stringValue());
      assertThat(page.get("total").intValue()).isEqualTo(BROKEN.size());
    }
    paths.addAll(paths(page));

    assertThat(paths).isEqualTo(BROKEN);
    assertThat(sizes).containsExactly(2, 2);
    assertThat(failures("?limit=5").get("cursor").isNull()).isTrue();
  }

  @Test
  void goesOnWhereAPageEndedThoughThatFileIsReadMeanwhile() {
    awaitAll();
    String cursor = failures("?limit=4").get("cursor").stringValue();
    LedgerEntry notes = server.store().ledger().find("notes.jpg").orElseThrow();
    server.store().ledger().remove(List.of("notes.jpg"));
    change();
    await(BROKEN.size() - 1);

    assertThat(paths(failures("?cursor=" + cursor))).containsExactly("/static/z/song.webp");

    server.store().ledger().put(List.of(notes));
    change();
    awaitAll();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=1001",
        "limit=many",
        "cursor=%2B%2B%2B",
        "cursor=newest-7",
        "folder=cats"
      })
  void refusesWhatItDoesNotKnow(String query) {
    assertRefused(query);
  }

  @Test
  void refusesACursorThatIsNoText() {
    assertRefused("cursor=" + Base64.getUrlEncoder().encodeToString(new byte[] {(byte) 0xff}));
  }

  private void assertRefused(String query) {
    assertThat(lince.get("/api/v1/failures?" + query).refusal(422)).endsWith("allowed.");
  }

  /** A request that may have changed the library. */
  private void change() {
    lince
        .post(
            "/api/v1/images/label",
            "{\"select\":{\"filter\":{\"folder\":\"cats\"}},\"add_tags\":[\"cat\"]}")
        .ok();
  }

  private JsonNode awaitAll() {
    return await(BROKEN.size());
  }

  /** What is kept stays for some times as long as it took to make. */
  private JsonNode await(int total) {
    long end = System.nanoTime() + GUARD_NANOS;
    JsonNode answer = failures("");
    while (answer.get("total").intValue() != total && System.nanoTime() < end) {
      answer = failures("");
    }
    assertThat(answer.get("total").intValue()).as(answer.toString()).isEqualTo(total);
    return answer;
  }

  private JsonNode failures(String query) {
    return lince.get("/api/v1/failures" + query).ok();
  }

  private static List<String> paths(JsonNode answer) {
    return answer.get("failures").findValuesAsString("path");
  }
}
