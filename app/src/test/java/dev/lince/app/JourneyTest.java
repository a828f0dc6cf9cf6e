package dev.lince.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the README promises, on the example pictures, with a real process and real HTTP. */
@Execution(ExecutionMode.CONCURRENT)
class JourneyTest {
  private static final Path EXAMPLES = Path.of("..", "example_images").toAbsolutePath().normalize();
  private static final Path TINY =
      Path.of("..", "core", "src", "test", "resources", "models", "tiny")
          .toAbsolutePath()
          .normalize();
  private static final Path CAT = EXAMPLES.resolve("cats/chelsea.jpg");
  private static final String IN_STEP = "In step with the folders";

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path home;

  @Test
  void aPictureIsFoundFirstAndItsCopiesBeforeAnythingElse() throws Exception {
    try (LinceProcess lince = serve()) {
      awaitInStep(lince);

      assertThat(lince.get("/health").body())
          .isEqualTo(
              "{\"status\":\"healthy\",\"service\":\"image-search-backend\",\"database\":\"connected\"}");
      List<JsonNode> results = results(lince.searchBy(CAT, "?k=8").body());

      assertThat(results.getFirst().get("path").asString()).isEqualTo("/static/cats/chelsea.jpg");
      assertThat(results.getFirst().get("similarity").asDouble()).isGreaterThanOrEqualTo(0.999);
      assertThat(results.subList(1, 7))
          .as("the six edited copies")
          .allSatisfy(hit -> assertThat(hit.get("path").asString()).contains("/cats/chelsea-"));
      assertThat(lince.get(results.get(3).get("path").asString()).statusCode()).isEqualTo(200);
      assertThat(lince.get("/api/v1/search?text=a+cat").statusCode())
          .as("the visual embedder knows no words")
          .isEqualTo(409);
    }
  }

  @Test
  void aSecondStartEmbedsNothingAgainAndCtrlCEndsItWhateverItIsDoing() throws Exception {
    try (LinceProcess first = serve()) {
      first.awaitOutput("Searching in the space");
      assertThat(first.stop()).as("stopped while it starts and embeds").isIn(0, 143);
    }
    assertThat(home.resolve("data/server.json")).doesNotExist();
    try (LinceProcess second = serve()) {
      awaitInStep(second);
      assertThat(second.stop()).isIn(0, 143);
    }
    try (LinceProcess third = serve()) {
      third.awaitOutput("0 files were new or changed");
    }
  }

  @Test
  void wordsFindSomethingWithAModelAndTheCommandLineAsksTheServerOrTheIndex() throws Exception {
    String[] model = {"--model", TINY.toString()};
    try (LinceProcess lince = serve(model)) {
      awaitInStep(lince);
      List<JsonNode> byWords = results(lince.get("/api/v1/search?text=a+cat&k=5").body());
      assertThat(byWords).hasSize(5);

      LinceProcess.Said asked =
          LinceProcess.run(home, "search", "--text", "a cat", "-k", "5", "--json");
      assertThat(asked.exit()).as(asked.text()).isZero();
      assertThat(asked.text())
          .contains(byWords.getFirst().get("path").asString().substring("/static/".length()));
      lince.stop();
    }

    LinceProcess.Said alone =
        LinceProcess.run(
            home,
            "search",
            CAT.toString(),
            "--model",
            TINY.toString(),
            "--images",
            EXAMPLES.toString());

    assertThat(alone.exit()).as(alone.text()).isZero();
    assertThat(alone.text()).contains("cats/chelsea.jpg");
  }

  @Test
  void anotherModelThanTheLibrarysStopsTheStartWithASentence() throws Exception {
    try (LinceProcess lince = serve()) {
      awaitInStep(lince);
      lince.stop();
    }

    LinceProcess.Said said =
        LinceProcess.run(
            home,
            "serve",
            "--images",
            EXAMPLES.toString(),
            "--embedder",
            "clip",
            "--model",
            TINY.toString());

    assertThat(said.exit()).isNotZero();
    assertThat(said.text())
        .contains("visual")
        .contains("cannot be compared")
        .contains("lince reembed");
    assertThat(said.text()).doesNotContain("\tat ");
  }

  /** A small library may be in step before the server listens. */
  private static void awaitInStep(LinceProcess lince) {
    lince.awaitOutput("Lince is at");
    lince.awaitOutput(IN_STEP);
  }

  private LinceProcess serve(String... more) throws Exception {
    List<String> options = new ArrayList<>(List.of("--images", EXAMPLES.toString()));
    options.addAll(List.of(more));
    assertThat(Files.isDirectory(EXAMPLES)).isTrue();
    return LinceProcess.serve(home, options.toArray(String[]::new));
  }

  private static List<JsonNode> results(String json) {
    List<JsonNode> results = new ArrayList<>();
    JSON.readTree(json).get("results").forEach(results::add);
    return results;
  }
}
