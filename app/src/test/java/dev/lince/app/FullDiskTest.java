package dev.lince.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that takes no more under a Lince that serves, and has room again. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class FullDiskTest {
  private static final Path TINY =
      Path.of("..", "core", "src", "test", "resources", "models", "tiny")
          .toAbsolutePath()
          .normalize();
  private static final int PLENTY_KILOBYTES = 64 << 10;

  @TempDir Path home;
  private TinyPictures pictures;

  @BeforeEach
  void makeFolder() throws IOException {
    pictures = new TinyPictures(home.resolve("pictures"));
  }

  @Test
  void anIngestWaitsForRoomAndSearchesGoOn() throws Exception {
    pictures.draw(300);
    try (SmallDisk disk = SmallDisk.on(data(), 700);
        LinceProcess lince = serve()) {
      lince.awaitOutput("Lince is at");
      lince.awaitOutput("The ingest waits for the store: The disk of the index");
      lince.await(() -> phase(lince).equals("paused"), "said that it waits");
      Map<String, Integer> before = ids(lince);
      assertThat(before).isNotEmpty();
      assertThat(before.size()).as("in the middle").isLessThan(300);
      assertThat(lince.get("/health").statusCode()).isEqualTo(200);

      disk.resize(PLENTY_KILOBYTES);

      lince.awaitOutput("In step with the folders");
      assertThat(ids(lince)).hasSize(300).containsAllEntriesOf(before);
      assertSaidOnce(lince, "The ingest waits for the store");
      assertQuiet(lince);
      lince.stop();
      LibraryOnDisk.assertIndexesAreClean(data());
    }
  }

  @Test
  void aServerStartsAndAnswersWithoutAnyRoom() throws Exception {
    pictures.draw(20);
    try (SmallDisk disk = SmallDisk.on(data(), PLENTY_KILOBYTES)) {
      Map<String, Integer> before = takenIn();
      pictures.draw(20);
      disk.fill();
      try (LinceProcess lince = serve()) {
        lince.awaitOutput("Lince is at");
        lince.awaitOutput("The ingest waits for the store: The disk of the index");
        assertThat(ids(lince)).isEqualTo(before);
        assertSaidOnce(lince, "server.json cannot be written");

        disk.free();

        lince.awaitOutput("In step with the folders");
        lince.awaitOutput("server.json is written now");
        assertThat(ids(lince)).hasSize(40).containsAllEntriesOf(before);
        assertQuiet(lince);
        lince.stop();
      }
      assertThat(data().resolve("server.json")).doesNotExist();
      LibraryOnDisk.assertIndexesAreClean(data());
    }
  }

  @Test
  void aReembeddingWaitsForRoomAndSearchesGoOn() throws Exception {
    pictures.draw(60);
    try (SmallDisk disk = SmallDisk.on(data(), PLENTY_KILOBYTES)) {
      Map<String, Integer> before = takenIn();
      try (LinceProcess lince = serve()) {
        lince.awaitOutput("In step with the folders");
        lince.awaitOutput("Lince is at");
        disk.fill();
        LinceProcess.Said refused = reembed();
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.text())
            .contains("reembed.json cannot be written")
            .doesNotContain("\tat ");
        assertThat(data().resolve("reembed.json.part")).doesNotExist();
        disk.free();
        Files.write(data().resolve("reserve"), new byte[8 << 10]);
        disk.fill();
        Files.delete(data().resolve("reserve"));

        CompletableFuture<LinceProcess.Said> asked = CompletableFuture.supplyAsync(this::reembed);
        lince.awaitOutput("The re-embedding waits for the store: The disk of the index");
        assertThat(ids(lince)).isEqualTo(before);
        disk.free();

        LinceProcess.Said said = asked.get(LinceProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(ids(lince)).isEqualTo(before);
        assertSaidOnce(lince, "The re-embedding waits for the store");
        assertQuiet(lince);
        lince.stop();
      }
      assertThat(LibraryOnDisk.assertIndexesAreClean(data())).hasSize(2);
      assertThat(data().resolve("reembed.json")).doesNotExist();
    }
  }

  @Test
  void aNewLibraryOnAFullDiskIsRefusedWithASentence() throws Exception {
    pictures.draw(1);
    try (SmallDisk disk = SmallDisk.on(data(), 64)) {
      disk.fill();

      LinceProcess.Said said =
          LinceProcess.run(
              home,
              "serve",
              "--port",
              String.valueOf(LinceProcess.freePort()),
              "--embedder",
              "visual",
              "--images",
              pictures.folder().toString());

      assertThat(said.exit()).isEqualTo(1);
      assertThat(said.text()).contains("is full").contains(data().toString());
      assertThat(said.text()).doesNotContain("\tat ");
      disk.resize(PLENTY_KILOBYTES);
      takenIn();
    }
  }

  @Test
  void anUploadThatFindsNoRoomIsToldToComeAgain() throws Exception {
    pictures.draw(3);
    Path large = DrawnPictures.draw(home.resolve("large"), 1).resolve("000.jpg");
    try (SmallDisk disk = SmallDisk.on(home.resolve("temporary"), 16 << 10);
        LinceProcess lince =
            LinceProcess.serve(
                home,
                Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + home.resolve("temporary")),
                "--embedder",
                "visual",
                "--images",
                pictures.folder().toString())) {
      lince.awaitOutput("Lince is at");
      lince.awaitOutput("In step with the folders");
      assertThat(lince.searchBy(large, "").statusCode()).isEqualTo(200);
      disk.fill();

      HttpResponse<String> refused = lince.searchBy(large, "");

      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(refused.body()).contains("\"detail\"").contains("temporary files");
      assertThat(lince.searchBy(pictures.file("00000.png"), "").statusCode())
          .as("a small one needs no room")
          .isEqualTo(200);
      disk.free();
      assertThat(lince.searchBy(large, "").statusCode()).isEqualTo(200);
      assertQuiet(lince);
    }
  }

  private Map<String, Integer> takenIn() throws Exception {
    try (LinceProcess lince = serve()) {
      lince.awaitOutput("Lince is at");
      lince.awaitOutput("In step with the folders");
      Map<String, Integer> ids = ids(lince);
      lince.stop();
      return ids;
    }
  }

  private Map<String, Integer> ids(LinceProcess lince) throws Exception {
    return LibraryOnDisk.ids(lince, pictures.file("00000.png"));
  }

  private Path data() {
    return home.resolve("data");
  }

  private LinceProcess serve() throws IOException {
    return LinceProcess.serve(
        home, "--embedder", "visual", "--images", pictures.folder().toString());
  }

  private LinceProcess.Said reembed() {
    try {
      return LinceProcess.run(
          home,
          "reembed",
          "--embedder",
          "clip",
          "--model",
          TINY.toString(),
          "--images",
          pictures.folder().toString());
    } catch (IOException | InterruptedException failed) {
      throw new AssertionError(failed);
    }
  }

  private static String phase(LinceProcess lince) {
    try {
      return LibraryOnDisk.status(lince).path("ingest").path("phase").asString("");
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  private static void assertSaidOnce(LinceProcess lince, String sentence) {
    assertThat(Pattern.compile(sentence, Pattern.LITERAL).matcher(lince.output()).results())
        .as(lince.output())
        .hasSize(1);
  }

  private static void assertQuiet(LinceProcess lince) {
    assertThat(lince.output()).doesNotContain("\tat ").doesNotContain(" ERROR ");
  }
}
