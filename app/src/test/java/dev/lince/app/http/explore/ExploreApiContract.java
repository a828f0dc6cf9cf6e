package dev.lince.app.http.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.app.cli.LiveServer;
import dev.lince.app.config.Variable;
import dev.lince.app.http.Answer;
import dev.lince.app.http.ApiClient;
import dev.lince.app.http.Multipart;
import dev.lince.search.FarthestFirst;
import dev.lince.store.Filter;
import dev.lince.store.StoredImage;
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

/** What there is to look at, over real HTTP, the same on every store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ExploreApiContract {
  private static final Path EXAMPLES = Path.of("..", "example_images").toAbsolutePath().normalize();
  private static final long GUARD_NANOS = 60_000_000_000L;

  private LiveServer server;
  private ApiClient lince;

  /** The address of the database; empty for the embedded store. */
  abstract String database();

  @BeforeAll
  void start(@TempDir Path data) throws InterruptedException {
    server =
        LiveServer.start(
            EXAMPLES,
            data,
            Map.of(Variable.DATABASE_URL, database(), Variable.LINCE_BASE_PATH, "/lince"));
    lince = new ApiClient(server);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void showsPicturesThatAreFarApartTheMostCentralOneFirst() {
    List<StoredImage> all = new ArrayList<>();
    server.store().scan(Filter.ALL, all::add);
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

    assertThat(first).isEqualTo(lince.get("/api/v1/images/" + first.get("id").intValue()).ok());
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
          lince.get("/api/v1/images?%s=%s".formatted(kind, query.get(kind).stringValue())).ok();
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

    JsonNode removal = lince.delete("/api/v1/images/" + id).ok();

    assertThat(ids(explore("?count=200"))).doesNotContain(id);
    lince.post("/api/v1/trash/%s/restore".formatted(removal.get("undo").stringValue())).ok();
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
    assertThat(lince.get(address).refusal(422)).endsWith("allowed.");
  }

  @Test
  void namesWhereAProxyHasAPictureThatWasAdded() {
    byte[] picture = lince.bytes("/static/" + firstPath());

    Answer answer = lince.post("/api/v1/images", new Multipart().untyped("file", "a", picture));

    assertThat(answer.header("Location"))
        .contains("/lince/api/v1/images/" + answer.ok().get("id").intValue());
  }

  private String firstPath() {
    return explore("?count=1").at("/images/0/path").stringValue().substring("/static/".length());
  }

  private JsonNode explore(String rest) {
    return lince.get("/api/v1/explore" + rest).ok();
  }

  private JsonNode facets() {
    return lince.get("/api/v1/facets").ok();
  }

  private int total(String query) {
    return lince.get("/api/v1/images?" + query).ok().get("total").intValue();
  }

  private void label(String json) {
    lince.post("/api/v1/images/label", json).ok();
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
}
