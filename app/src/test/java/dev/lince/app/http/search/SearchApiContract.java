package dev.lince.app.http.search;

import static dev.lince.app.http.search.SearchClient.ids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.app.cli.LiveServer;
import dev.lince.app.config.Variable;
import dev.lince.store.Filter;
import dev.lince.store.Hit;
import dev.lince.store.ImageStore;
import dev.lince.store.LabelChange;
import dev.lince.store.NearestQuery;
import dev.lince.store.StoredImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Searches over real HTTP in a library of the tiny CLIP model, the same on every store. The tests
 * share one server, so each leaves the library as it was.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SearchApiContract implements SearchPagingContract, SearchRefusalContract {
  private static final Path EXAMPLES = Path.of("..", "example_images").toAbsolutePath().normalize();
  private static final Path TINY =
      Path.of("..", "core", "src", "test", "resources", "models", "tiny")
          .toAbsolutePath()
          .normalize();

  private LiveServer server;
  private SearchClient lince;
  private final Map<String, Integer> ids = new TreeMap<>();

  /** The address of the database; empty for the embedded store. */
  abstract String database();

  @BeforeAll
  void start(@TempDir Path data) throws InterruptedException {
    server =
        LiveServer.start(
            EXAMPLES,
            data,
            Map.of(
                Variable.LINCE_EMBEDDER,
                "clip",
                Variable.LINCE_MODEL,
                TINY.toString(),
                Variable.DATABASE_URL,
                database()));
    lince = new SearchClient(server);
    store().scan(Filter.ALL, one -> ids.put(one.image().path(), one.image().id()));
    assertThat(ids).hasSizeGreaterThan(50);
    store()
        .label(
            List.of(id("cats/chelsea.jpg"), id("cats/chelsea-crop.jpg")),
            new LabelChange(Set.of("cat"), Set.of(), Map.of("owner", "ana"), Set.of()));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Override
  public SearchClient lince() {
    return lince;
  }

  @Override
  public ImageStore store() {
    return server.store();
  }

  @Test
  void findsByWordsAndSaysAllThatIsKnownOfEachHit() {
    JsonNode answer = lince.get("/api/v1/search?text=a+cat&k=5&tag=cat").ok();

    assertThat(answer.get("results")).hasSize(2);
    JsonNode hit = answer.at("/results/0");
    assertThat(hit.propertyNames())
        .containsExactly(
            "id",
            "similarity",
            "expected_by_chance",
            "grade",
            "path",
            "thumbnail",
            "file",
            "type",
            "bytes",
            "width",
            "height",
            "colour",
            "taken",
            "added",
            "tags",
            "metadata");
    assertThat(hit.get("path").asString()).startsWith("/static/cats/");
    assertThat(hit.get("type").asString()).isEqualTo("image/jpeg");
    assertThat(hit.get("width").asInt()).isPositive();
    assertThat(hit.get("colour").stringValue()).matches("#[0-9a-f]{6}");
    assertThat(hit.get("tags").toString()).isEqualTo("[\"cat\"]");
    assertThat(hit.get("metadata").toString()).isEqualTo("{\"owner\":\"ana\"}");
    assertThat(hit.get("expected_by_chance").isNumber()).isTrue();
    assertThat(hit.get("grade").asString()).isIn("strong", "likely", "weak");
    assertThat(answer.get("confident").propertyNames())
        .containsExactly("results", "least_similarity");
    assertThat(answer.get("truncated").asBoolean()).isFalse();
  }

  @Test
  void saysHowLongEachStageTook() {
    assertThat(lince.get("/api/v1/search?text=a+dog").header("Server-Timing").orElseThrow())
        .matches("wait;dur=[0-9.]+, embed;dur=[0-9.]+, store;dur=[0-9.]+, score;dur=[0-9.]+");
  }

  @Test
  void saysWhichWordsWereCut() {
    JsonNode answer = lince.get("/api/v1/search?text=short&text=" + "long+".repeat(150)).ok();

    assertThat(answer.get("truncated").asBoolean()).isTrue();
    assertThat(answer.get("truncated_texts")).hasSize(1);
    assertThat(answer.at("/truncated_texts/0").asString()).startsWith("long long");
  }

  @Test
  void aSumOfOnePictureMinusAnotherFindsTheOneAndPushesTheOtherDown() {
    int cat = id("cats/chelsea.jpg");
    int castle = id("castles/chambord.jpg");

    JsonNode answer =
        lince
            .search(
                "{\"query\":[{\"id\":%d},{\"id\":%d,\"weight\":-0.5}],\"k\":1000}"
                    .formatted(cat, castle))
            .ok();

    assertThat(answer.at("/results/0/id").asInt()).isEqualTo(cat);
    assertThat(answer.get("results")).hasSize(ids.size());
    assertThat(ids(answer).indexOf(castle)).isGreaterThan(ids.size() / 2);
  }

  @Test
  void aSumThatIsNothingIsRefusedWithASentence() {
    int cat = id("cats/chelsea.jpg");
    String nothing = "{\"query\":[{\"id\":%d},{\"id\":%d,\"weight\":-1}]}".formatted(cat, cat);

    assertThat(lince.search(nothing).refusal(422)).contains("cancel each other out");
  }

  @Test
  void picturesTravelInAFormAndARegionOfThemCounts() throws IOException {
    byte[] picture = Files.readAllBytes(EXAMPLES.resolve("cats/chelsea.jpg"));

    JsonNode whole = lince.search("{\"query\":[{\"image\":\"q\"}],\"k\":3}", picture).ok();
    JsonNode part =
        lince
            .search(
                "{\"query\":[{\"image\":\"q\",\"region\":{\"x\":0.5,\"y\":0.5,\"width\":0.3,\"height\":0.3}}],\"k\":3}",
                picture)
            .ok();
    JsonNode plain = lince.search(null, picture).ok();

    assertThat(whole.at("/results/0/id").asInt()).isEqualTo(id("cats/chelsea.jpg"));
    assertThat(whole.at("/results/0/similarity").asDouble()).isGreaterThan(0.9999);
    assertThat(part.get("query")).isNotEqualTo(whole.get("query"));
    assertThat(plain.get("query")).isEqualTo(whole.get("query"));
  }

  @Test
  void theTokenOfAnAnswerStandsForItsPictures() throws IOException {
    byte[] picture = Files.readAllBytes(EXAMPLES.resolve("cats/chelsea.jpg"));
    JsonNode first = lince.search("{\"query\":[{\"image\":\"q\"}],\"k\":4}", picture).ok();
    String token = first.get("query").asString();

    JsonNode again = lince.search("{\"query\":\"%s\",\"k\":4}".formatted(token)).ok();
    JsonNode shared = lince.get("/api/v1/search?k=4&query=" + token).ok();

    assertThat(token.length()).isBetween(1_300, 1_500);
    assertThat(again.get("results")).isEqualTo(first.get("results"));
    assertThat(shared.get("results")).isEqualTo(first.get("results"));
    assertThat(again.get("query")).isEqualTo(first.get("query"));
  }

  @Test
  void filtersAgreeWithTheirMeaningWhateverTheyAre() {
    Map<String, Filter> filters =
        Map.of(
            "{\"folder\":\"cats\"}", new Filter.InFolder("cats"),
            "{\"not\":{\"folder\":\"tools\"}}", new Filter.Not(new Filter.InFolder("tools")),
            "{\"tag\":\"cat\",\"folder\":\"cats\"}",
                new Filter.And(List.of(new Filter.HasTag("cat"), new Filter.InFolder("cats"))),
            "{\"or\":[{\"metadata\":{\"key\":\"owner\",\"value\":\"ana\"}},{\"width\":{\"max\":300}}]}",
                new Filter.Or(
                    List.of(new Filter.HasMetadata("owner", "ana"), new Filter.Width(0, 300))),
            "{\"and\":[{\"height\":{\"min\":400}},{\"not\":{\"or\":[{\"folder\":\"towers\"},{\"folder\":\"castles\"}]}}]}",
                new Filter.And(
                    List.of(
                        new Filter.Height(400, Integer.MAX_VALUE),
                        new Filter.Not(
                            new Filter.Or(
                                List.of(
                                    new Filter.InFolder("towers"),
                                    new Filter.InFolder("castles")))))));
    StoredImage query = store().findWithVector(id("cats/chelsea.jpg")).orElseThrow();

    filters.forEach(
        (json, filter) -> {
          JsonNode answer =
              lince
                  .search(
                      "{\"query\":[{\"id\":%d}],\"k\":1000,\"filter\":%s}"
                          .formatted(query.image().id(), json))
                  .ok();
          List<Integer> expected =
              store()
                  .search(
                      new NearestQuery(query.vector(), 1000, Filter.ALL, Double.NEGATIVE_INFINITY))
                  .stream()
                  .map(Hit::image)
                  .filter(filter::matches)
                  .map(image -> image.id())
                  .toList();
          assertThat(ids(answer)).as(json).isNotEmpty().hasSameElementsAs(expected);
          assertThat(ids(answer)).as(json).hasSameSizeAs(expected);
        });
  }

  @Test
  void whatIsLikeAStoredPictureIsNotItself() {
    int cat = id("cats/chelsea.jpg");

    JsonNode answer = lince.get("/api/v1/images/%d/similar?k=4&folder=cats".formatted(cat)).ok();

    assertThat(ids(answer)).doesNotContain(cat).isNotEmpty();
    assertThat(answer.at("/results/0/path").asString()).contains("chelsea");
    assertThat(lince.get("/api/v1/images/999999/similar").status()).isEqualTo(404);
    assertThat(lince.get("/api/v1/images/x/similar").status()).isEqualTo(404);
  }

  private int id(String path) {
    return Objects.requireNonNull(ids.get(path), path);
  }
}
