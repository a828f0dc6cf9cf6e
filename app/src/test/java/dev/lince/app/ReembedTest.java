package dev.lince.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code lince reembed}, with real processes. */
@Execution(ExecutionMode.CONCURRENT)
class ReembedTest {
  private static final Path EXAMPLES = Path.of("..", "example_images").toAbsolutePath().normalize();
  private static final Path TINY =
      Path.of("..", "core", "src", "test", "resources", "models", "tiny")
          .toAbsolutePath()
          .normalize();
  private static final Path CAT = EXAMPLES.resolve("cats/chelsea.jpg");
  private static final String[] TO_TINY = {"--embedder", "clip", "--model", TINY.toString()};
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path home;

  @Test
  void theRunningServerGoesOverAndKeepsAnsweringWithTheSameIds() throws Exception {
    try (LinceProcess lince = serve("--embedder", "visual")) {
      awaitInStep(lince);
      Map<String, Integer> before = ids(lince);

      LinceProcess.Said said = reembed(TO_TINY);

      assertThat(said.exit()).as(said.text()).isZero();
      assertThat(said.text()).contains("is in the space").contains("--drop-former");
      JsonNode status = status(lince);
      assertThat(status.path("space").asString()).isNotEqualTo("visual");
      assertThat(status.path("reembed").path("phase").asString()).isEqualTo("switched");
      assertThat(status.path("former_space").asString()).isEqualTo("visual");
      assertThat(ids(lince)).isEqualTo(before);
      assertThat(lince.get("/api/v1/search?text=a+cat").statusCode()).isEqualTo(200);
      assertThat(lince.get("/health").statusCode()).isEqualTo(200);

      LinceProcess.Said again = reembed(TO_TINY);
      assertThat(again.exit()).as(again.text()).isZero();
      assertThat(again.text()).contains("is in the space");

      assertThat(reembed("--drop-former").text()).contains("are gone");
      assertThat(reembed("--drop-former").text()).contains("There are no vectors");
      assertThat(status(lince).path("former_space").isNull()).isTrue();
      lince.stop();
    }

    LinceProcess.Said old =
        LinceProcess.run(home, "serve", "--images", EXAMPLES.toString(), "--embedder", "visual");
    assertThat(old.exit()).isEqualTo(1);
    assertThat(old.text()).contains("cannot be compared").contains("lince reembed");
  }

  @Test
  void theCommandDoesItItselfWhereNoServerRuns() throws Exception {
    try (LinceProcess lince = serve("--embedder", "visual")) {
      awaitInStep(lince);
      lince.stop();
    }

    LinceProcess.Said said = reembed(TO_TINY);

    assertThat(said.exit()).as(said.text()).isZero();
    assertThat(reembed("--drop-former").text()).contains("are gone");
    assertThat(reembed("--drop-former").text()).contains("There are no vectors");
    try (LinceProcess lince = serve(TO_TINY)) {
      awaitInStep(lince);
      assertThat(lince.output()).contains("0 files were new or changed");
      assertThat(lince.get("/api/v1/search?text=a+cat").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void underAutoALibraryOfDescriptorsGoesOverByItselfWhenTheModelIsThere() throws Exception {
    Map<String, Integer> before;
    try (LinceProcess lince = serve()) {
      awaitInStep(lince);
      before = ids(lince);
      lince.stop();
    }

    try (LinceProcess lince = serve("--model", TINY.toString())) {
      lince.awaitOutput("The library is in the space");
      lince.awaitOutput("0 files were new or changed");
      lince.await(() -> !space(lince).equals("visual"), "went over");
      assertThat(ids(lince)).isEqualTo(before);
      assertThat(lince.get("/api/v1/search?text=a+cat").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aServerThatWasKilledInTheMiddleGoesOnWithWhatItWasAskedFor() throws Exception {
    Map<String, Integer> before;
    try (LinceProcess lince = serve("--embedder", "visual")) {
      awaitInStep(lince);
      before = ids(lince);
      Files.writeString(
          home.resolve("data/reembed.json"),
          JSON.writeValueAsString(
              Map.of(
                  "embedder",
                  "CLIP",
                  "model",
                  TINY.toString(),
                  "leaveOut",
                  false,
                  "dropFormer",
                  false)));
      lince.awaitOutput("Embedding the library again");
      lince.kill();
    }

    try (LinceProcess lince = serve("--embedder", "visual")) {
      lince.awaitOutput("The library is in the space");
      lince.await(() -> !space(lince).equals("visual"), "went over");
      assertThat(ids(lince)).isEqualTo(before);
      lince.await(() -> !Files.exists(home.resolve("data/reembed.json")), "ended the request");
    }
  }

  private LinceProcess.Said reembed(String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("reembed", "--images", EXAMPLES.toString()));
    arguments.addAll(List.of(options));
    return LinceProcess.run(home, arguments.toArray(String[]::new));
  }

  private LinceProcess serve(String... more) throws IOException {
    List<String> options = new ArrayList<>(List.of("--images", EXAMPLES.toString()));
    options.addAll(List.of(more));
    return LinceProcess.serve(home, options.toArray(String[]::new));
  }

  private static void awaitInStep(LinceProcess lince) {
    lince.awaitOutput("Lince is at");
    lince.awaitOutput("In step with the folders");
  }

  private static Map<String, Integer> ids(LinceProcess lince) throws Exception {
    Map<String, Integer> ids = new TreeMap<>();
    JSON.readTree(lince.searchBy(CAT, "?k=1000&threshold=0").body())
        .get("results")
        .forEach(hit -> ids.put(hit.get("path").asString(), hit.get("id").asInt()));
    assertThat(ids).hasSizeGreaterThan(100);
    return ids;
  }

  private static JsonNode status(LinceProcess lince) throws Exception {
    return JSON.readTree(lince.get("/api/v1/status").body());
  }

  private static String space(LinceProcess lince) {
    try {
      return status(lince).path("space").asString("");
    } catch (Exception notYet) {
      return "visual";
    }
  }
}
