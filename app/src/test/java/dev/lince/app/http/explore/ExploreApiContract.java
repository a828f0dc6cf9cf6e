package dev.lince.app.http.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.app.cli.LiveServer;
import dev.lince.app.config.Variable;
import dev.lince.search.FarthestFirst;
import dev.lince.store.Filter;
import dev.lince.store.StoredImage;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What there is to look at, over real HTTP, the same on every store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ExploreApiContract {
  private static final Path EXAMPLES = Path.of("..", "example_images").toAbsolutePath().normalize();
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final long GUARD_NANOS = 60_000_000_000L;

  private LiveServer lince;

  /** The address of the database; empty for the embedded store. */
  abstract String database();

  @BeforeAll
  void start(@TempDir Path data) throws InterruptedException {
    lince =
        LiveServer.start(
            EXAMPLES,
            data,
            Map.of(Variable.DATABASE_URL, database(), Variable.LINCE_BASE_PATH, "/lince"));
  }

  @AfterAll
  void stop() {
    lince.close();
  }

  @Test
  void showsPicturesThatAreFarApartTheMostCentralOneFirst() {
    List<StoredImage> all = new ArrayList<>();
    lince.store().scan(Filter.ALL, all::add);
    List<Integer> far =
        FarthestFirst.of(all, 200).stream().map(image -> image.image().id()).toList();

    awaited(() -> explore("?count=200"), explored -> ids(explored).equals(far));
    assertThat(ids(explore("?count=12"))).isEqualTo(far.subList(0, 12));
    assertThat(ids(explore(""))).isEqualTo(far.subList(0, 60));
    assertThat(explore("/?count=1")).isEqualTo(explore("?count=1"));
  }

  @Test
  void saysOfEachPictureWhatTheListSays() {
    JsonNode first = explore("?count=1").at("/images/0");

    assertThat(first).isEqualTo(ok(lince.get("/api/v1/images/" + first.get("id").intValue())));
  }

  @Test
  void hasThreeQueriesEachOfWhichFindsSomething() {
    label("{\"select\":{\"filter\":{\"folder\":\"cats\"}},\"add_tags\":[\"sleepy\"]}");
    JsonNode queries =
        awaited(
            () -> explore("?count=1").get("queries"), made -> made.toString().contains("tag\""));

    assertThat(queries).hasSize(3);
    assertThat(queries.findValuesAsString("kind")).containsExactly("id", "folder", "tag");
    JsonNode picture = queries.get(0);
    assertThat(picture.get("id")).isEqualTo(explore("?count=1").at("/images/0/id"));
    assertThat(picture.get("width").intValue()).isPositive();
    for (String kind : List.of("folder", "tag")) {
      JsonNode query = queries.get(kind.equals("folder") ? 1 : 2);
      JsonNode list =
          ok(lince.get("/api/v1/images?%s=%s".formatted(kind, query.get(kind).stringValue())));
      assertThat(list.get("total").intValue()).isPositive();
      assertThat(list.get("total")).isEqualTo(query.get("images"));
    }
  }

  @Test
  void countsWhatCanBeFilteredBy() {
    JsonNode facets = facets();

    assertThat(facets.propertyNames())
        .containsExactly("folders", "tags", "types", "taken", "added", "complete");
    assertThat(facets.get("complete").booleanValue()).isTrue();
    assertThat(facets.get("folders")).hasSizeGreaterThan(10);
    for (JsonNode folder : facets.get("folders")) {
      assertThat(total("folder=" + folder.get("folder").stringValue()))
          .isEqualTo(folder.get("images").intValue());
    }
    for (JsonNode type : facets.get("types")) {
      assertThat(total("type=" + type.get("type").stringValue()))
          .isEqualTo(type.get("images").intValue());
    }
    assertThat(total("added_from=" + facets.at("/added/from").stringValue()))
        .isEqualTo(total("limit=1"));
    assertThat(total("added_until=" + facets.at("/added/from").stringValue())).isZero();
  }

  @Test
  void countsAnewWhenTagsChange() {
    label("{\"select\":{\"filter\":{\"folder\":\"tools\"}},\"add_tags\":[\"of steel\"]}");
    JsonNode with = awaited(this::facets, facets -> facets.toString().contains("of steel"));
    assertThat(with.get("tags").toString())
        .contains("{\"tag\":\"of steel\",\"images\":%d}".formatted(total("folder=tools")));

    label("{\"select\":{\"filter\":{\"folder\":\"tools\"}},\"remove_tags\":[\"of steel\"]}");

    awaited(this::facets, facets -> !facets.toString().contains("of steel"));
  }

  @Test
  void showsAtOnceNoPictureThatWasTakenOut() {
    int id = explore("?count=200").at("/images/80/id").intValue();
    assertThat(ids(explore("?count=200"))).contains(id);

    JsonNode removal = ok(lince.send(lince.request("/api/v1/images/" + id).DELETE()));

    assertThat(ids(explore("?count=200"))).doesNotContain(id);
    ok(
        lince.send(
            lince
                .request("/api/v1/trash/%s/restore".formatted(removal.get("undo").stringValue()))
                .POST(HttpRequest.BodyPublishers.noBody())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/explore?count=0",
        "/api/v1/explore?count=201",
        "/api/v1/explore?count=many",
        "/api/v1/explore?k=3",
        "/api/v1/facets?folder=cats"
      })
  void refusesWhatItDoesNotKnow(String address) {
    HttpResponse<String> answer = lince.get(address);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(JSON.readTree(answer.body()).get("detail").stringValue()).endsWith("allowed.");
  }

  @Test
  void namesWhereAProxyHasAPictureThatWasAdded() {
    byte[] picture = lince.bytes("/static/" + firstPath());
    String form =
        "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n%s\r\n--edge--\r\n"
            .formatted(new String(picture, StandardCharsets.ISO_8859_1));

    HttpResponse<String> answer =
        lince.send(
            lince
                .request("/api/v1/images")
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .POST(HttpRequest.BodyPublishers.ofString(form, StandardCharsets.ISO_8859_1)));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Location"))
        .contains("/lince/api/v1/images/" + JSON.readTree(answer.body()).get("id").intValue());
  }

  private String firstPath() {
    return explore("?count=1").at("/images/0/path").stringValue().substring("/static/".length());
  }

  private JsonNode explore(String rest) {
    return ok(lince.get("/api/v1/explore" + rest));
  }

  private JsonNode facets() {
    return ok(lince.get("/api/v1/facets"));
  }

  private int total(String query) {
    return ok(lince.get("/api/v1/images?" + query)).get("total").intValue();
  }

  private void label(String json) {
    ok(lince.postJson("/api/v1/images/label", json));
  }

  /** What is kept stays for some times as long as it took to make. */
  private static JsonNode awaited(Supplier<JsonNode> answers, Predicate<JsonNode> wanted) {
    long end = System.nanoTime() + GUARD_NANOS;
    JsonNode answer = answers.get();
    while (!wanted.test(answer) && System.nanoTime() < end) {
      answer = answers.get();
    }
    assertThat(wanted.test(answer)).as(answer.toString()).isTrue();
    return answer;
  }

  private static List<Integer> ids(JsonNode explored) {
    return explored.get("images").valueStream().map(image -> image.get("id").intValue()).toList();
  }

  private static JsonNode ok(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }
}
