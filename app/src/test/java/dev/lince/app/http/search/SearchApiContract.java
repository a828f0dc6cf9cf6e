package dev.lince.app.http.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.app.cli.LiveServer;
import dev.lince.app.config.Variable;
import dev.lince.store.Filter;
import dev.lince.store.Hit;
import dev.lince.store.ImageStore.AfterDelete;
import dev.lince.store.LabelChange;
import dev.lince.store.NearestQuery;
import dev.lince.store.RandomImages;
import dev.lince.store.StoredImage;
import dev.lince.store.TestSeed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Searches over real HTTP in a library of the tiny CLIP model, the same on every store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SearchApiContract {
  private static final Path EXAMPLES = Path.of("..", "example_images").toAbsolutePath().normalize();
  private static final Path TINY =
      Path.of("..", "core", "src", "test", "resources", "models", "tiny")
          .toAbsolutePath()
          .normalize();
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String BOUNDARY = "----lince";

  private LiveServer lince;
  private final Map<String, Integer> ids = new TreeMap<>();

  /** The address of the database; empty for the embedded store. */
  abstract String database();

  @BeforeAll
  void start(@TempDir Path data) throws InterruptedException {
    lince =
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
    lince.store().scan(Filter.ALL, one -> ids.put(one.image().path(), one.image().id()));
    assertThat(ids).hasSizeGreaterThan(50);
    lince
        .store()
        .label(
            List.of(id("cats/chelsea.jpg"), id("cats/chelsea-crop.jpg")),
            new LabelChange(Set.of("cat"), Set.of(), Map.of("owner", "ana"), Set.of()));
  }

  @AfterAll
  void stop() {
    lince.close();
  }

  @Test
  void findsByWordsAndSaysAllThatIsKnownOfEachHit() {
    JsonNode answer = ok(lince.get("/api/v1/search?text=a+cat&k=5&tag=cat"));

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
    assertThat(
            lince
                .get("/api/v1/search?text=a+dog")
                .headers()
                .firstValue("Server-Timing")
                .orElseThrow())
        .matches("wait;dur=[0-9.]+, embed;dur=[0-9.]+, store;dur=[0-9.]+, score;dur=[0-9.]+");
  }

  @Test
  void saysWhichWordsWereCut() {
    JsonNode answer = ok(lince.get("/api/v1/search?text=short&text=" + "long+".repeat(150)));

    assertThat(answer.get("truncated").asBoolean()).isTrue();
    assertThat(answer.get("truncated_texts")).hasSize(1);
    assertThat(answer.at("/truncated_texts/0").asString()).startsWith("long long");
  }

  @Test
  void aSumOfOnePictureMinusAnotherFindsTheOneAndPushesTheOtherDown() {
    int cat = id("cats/chelsea.jpg");
    int castle = id("castles/chambord.jpg");

    JsonNode answer =
        search(
            "{\"query\":[{\"id\":%d},{\"id\":%d,\"weight\":-0.5}],\"k\":1000}"
                .formatted(cat, castle));

    assertThat(answer.at("/results/0/id").asInt()).isEqualTo(cat);
    assertThat(answer.get("results")).hasSize(ids.size());
    assertThat(rank(answer, castle)).isGreaterThan(ids.size() / 2);
  }

  @Test
  void aSumThatIsNothingIsRefusedWithASentence() {
    int cat = id("cats/chelsea.jpg");

    assertThat(
            refusal(422, "{\"query\":[{\"id\":%d},{\"id\":%d,\"weight\":-1}]}".formatted(cat, cat)))
        .contains("cancel each other out");
  }

  @Test
  void picturesTravelInAFormAndARegionOfThemCounts() throws IOException {
    byte[] picture = Files.readAllBytes(EXAMPLES.resolve("cats/chelsea.jpg"));

    JsonNode whole = ok(form("{\"query\":[{\"image\":\"q\"}],\"k\":3}", picture));
    JsonNode part =
        ok(
            form(
                "{\"query\":[{\"image\":\"q\",\"region\":{\"x\":0.5,\"y\":0.5,\"width\":0.3,\"height\":0.3}}],\"k\":3}",
                picture));
    JsonNode plain = ok(form(null, picture));

    assertThat(whole.at("/results/0/id").asInt()).isEqualTo(id("cats/chelsea.jpg"));
    assertThat(whole.at("/results/0/similarity").asDouble()).isGreaterThan(0.9999);
    assertThat(part.get("query")).isNotEqualTo(whole.get("query"));
    assertThat(plain.get("query")).isEqualTo(whole.get("query"));
  }

  @Test
  void theTokenOfAnAnswerStandsForItsPictures() throws IOException {
    byte[] picture = Files.readAllBytes(EXAMPLES.resolve("cats/chelsea.jpg"));
    JsonNode first = ok(form("{\"query\":[{\"image\":\"q\"}],\"k\":4}", picture));
    String token = first.get("query").asString();

    JsonNode again = search("{\"query\":\"%s\",\"k\":4}".formatted(token));
    JsonNode shared = ok(lince.get("/api/v1/search?k=4&query=" + token));

    assertThat(token.length()).isBetween(1_300, 1_500);
    assertThat(again.get("results")).isEqualTo(first.get("results"));
    assertThat(shared.get("results")).isEqualTo(first.get("results"));
    assertThat(again.get("query")).isEqualTo(first.get("query"));
  }

  @ParameterizedTest
  @CsvSource({"similarity", "date"})
  void pagesHaveEveryPictureOnceWhileOthersComeAndGo(String sort) {
    Random random = TestSeed.random("pagesHaveEveryPictureOnceWhileOthersComeAndGo");
    RandomImages drawn = new RandomImages(random, 512);
    Set<Integer> stayed = new HashSet<>(ids.values());
    List<Integer> seen = new ArrayList<>();
    List<Integer> added = new ArrayList<>();
    JsonNode page =
        search("{\"query\":[{\"text\":\"x\"}],\"k\":9,\"sort\":\"%s\"}".formatted(sort));
    String token = page.get("query").asString();
    while (true) {
      page.get("results").forEach(hit -> seen.add(hit.get("id").asInt()));
      if (page.get("cursor").isNull()) {
        break;
      }
      added.add(add(drawn, random));
      if (added.size() % 3 == 0) {
        lince.store().delete(List.of(added.get(random.nextInt(added.size()))), AfterDelete.FORGET);
      }
      page =
          search(
              "{\"query\":\"%s\",\"k\":9,\"sort\":\"%s\",\"cursor\":\"%s\"}"
                  .formatted(token, sort, page.get("cursor").asString()));
    }
    lince.store().delete(added, AfterDelete.FORGET);

    assertThat(seen).doesNotHaveDuplicates();
    assertThat(seen).containsAll(stayed);
  }

  private int add(RandomImages drawn, Random random) {
    lince.store().upsert(List.of(drawn.at("drawn/" + random.nextLong() + ".jpg", drawn.vector())));
    int[] newest = new int[1];
    lince.store().scan(new Filter.InFolder("drawn"), one -> newest[0] = one.image().id());
    return newest[0];
  }

  @Test
  void aCursorOfAnotherSearchIsRefused() {
    JsonNode page = search("{\"query\":[{\"text\":\"%s\"}],\"k\":3}".formatted("x"));

    assertThat(
            refusal(
                422,
                "{\"query\":[{\"text\":\"y\"}],\"k\":3,\"cursor\":\"%s\"}"
                    .formatted(page.get("cursor").asString())))
        .contains("belongs to another search");
    assertThat(refusal(422, "{\"query\":[{\"text\":\"x\"}],\"cursor\":\"abc\"}"))
        .contains("cursor is not one");
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
    StoredImage query = lince.store().findWithVector(id("cats/chelsea.jpg")).orElseThrow();

    filters.forEach(
        (json, filter) -> {
          JsonNode answer =
              search(
                  "{\"query\":[{\"id\":%d}],\"k\":1000,\"filter\":%s}"
                      .formatted(query.image().id(), json));
          List<Integer> expected =
              lince
                  .store()
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

    JsonNode answer = ok(lince.get("/api/v1/images/%d/similar?k=4&folder=cats".formatted(cat)));

    assertThat(ids(answer)).doesNotContain(cat).isNotEmpty();
    assertThat(answer.at("/results/0/path").asString()).contains("chelsea");
    assertThat(lince.get("/api/v1/images/999999/similar").statusCode()).isEqualTo(404);
    assertThat(lince.get("/api/v1/images/x/similar").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | The body is []; an object is allowed",
        "{\"query\":[]} | query is missing",
        "{\"query\":[{\"text\":\"a\",\"id\":1}]} | query[0] has 2 of text, id, image and query",
        "{\"query\":[{\"weight\":1}]} | query[0] has 0 of text",
        "{\"query\":[{\"text\":\"a\",\"weight\":1000}]} | query[0].weight is 1000; a number from -100.0 to 100.0",
        "{\"query\":[{\"text\":\"a\",\"wieght\":1}]} | query[0].wieght is not known",
        "{\"query\":[{\"text\":\"a\",\"region\":{\"x\":0.5}}]} | only an image may have one",
        "{\"query\":[{\"image\":\"q\"}]} | the name of a file in the same multipart form",
        "{\"query\":[{\"text\":\"a\"}],\"k\":0} | k is 0; a whole number from 1 to 1000",
        "{\"query\":[{\"text\":\"a\"}],\"min_similarity\":2} | min_similarity is 2",
        "{\"query\":[{\"text\":\"a\"}],\"sort\":\"name\"} | similarity or date is allowed",
        "{\"query\":[{\"text\":\"a\"}],\"filter\":{\"color\":1}} | filter.color is not known",
        "{\"query\":[{\"text\":\"a\"}],\"filter\":{\"taken\":{\"from\":\"soon\"}}} | filter.taken.from is",
        "{\"query\":[{\"text\":\"a\"}],\"filter\":{\"type\":\"svg\"}} | filter.type is",
        "{\"query\":\"AQID\"} | token is not one",
        "{\"query\":[{\"text\":\"a\"}],\"threshold\":1} | threshold is not known",
      })
  void saysInASentenceWhatIsWrongWithABody(String json, String sentence) {
    assertThat(refusal(422, json)).contains(sentence);
  }

  @Test
  void brokenJsonIsTheClientsFault() {
    assertThat(refusal(400, "{\"query\":")).contains("not well-formed JSON");
    assertThat(refusal(400, "{\"k\":1,\"k\":2}")).contains("not well-formed JSON");
    assertThat(refusal(413, "{\"query\":\"%s\"}".formatted("x".repeat(1 << 20))))
        .contains("too large");
    assertThat(lince.get("/api/v1/search?txet=a").statusCode()).isEqualTo(422);
  }

  private int id(String path) {
    return Objects.requireNonNull(ids.get(path), path);
  }

  private JsonNode search(String json) {
    return ok(lince.postJson("/api/v1/search", json));
  }

  private String refusal(int status, String json) {
    HttpResponse<String> answer = lince.postJson("/api/v1/search", json);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    return JSON.readTree(answer.body()).get("detail").asString();
  }

  private HttpResponse<String> form(@Nullable String json, byte[] picture) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (json != null) {
      body.writeBytes(
          "--%s\r\nContent-Disposition: form-data; name=\"search\"\r\n\r\n%s\r\n"
              .formatted(BOUNDARY, json)
              .getBytes(StandardCharsets.UTF_8));
    }
    body.writeBytes(
        "--%s\r\nContent-Disposition: form-data; name=\"q\"; filename=\"q.jpg\"\r\n\r\n"
            .formatted(BOUNDARY)
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(picture);
    body.writeBytes("\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.UTF_8));
    return lince.send(
        lince
            .request("/api/v1/search")
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
  }

  private static JsonNode ok(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static List<Integer> ids(JsonNode answer) {
    List<Integer> all = new ArrayList<>();
    answer.get("results").forEach(hit -> all.add(hit.get("id").asInt()));
    return all;
  }

  private static int rank(JsonNode answer, int id) {
    return ids(answer).indexOf(id);
  }
}
