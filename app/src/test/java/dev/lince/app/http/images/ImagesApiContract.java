package dev.lince.app.http.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.app.cli.LiveServer;
import dev.lince.app.config.Variable;
import dev.lince.store.TestSeed;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pictures are added, listed, labelled and taken out over real HTTP, the same on every store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ImagesApiContract {
  private static final JsonMapper JSON = JsonMapper.shared();

  private Path data;
  private Path folder;
  private final DrawnPictures pictures = new DrawnPictures(TestSeed.random("ImagesApi"));
  private LiveServer lince;

  /** The address of the database; empty for the embedded store. */
  abstract String database();

  @BeforeAll
  void start(@TempDir Path dataFolder, @TempDir Path images)
      throws IOException, InterruptedException {
    data = dataFolder;
    folder = images;
    for (int i = 0; i < 12; i++) {
      Files.write(folder.resolve("own-%02d.png".formatted(i)), pictures.next("png"));
    }
    lince = LiveServer.start(folder, data, Map.of(Variable.DATABASE_URL, database()));
  }

  @AfterAll
  void stop() {
    lince.close();
  }

  @Test
  void anAddedPictureIsFoundAtOnceAndKeepsItsBytes() {
    byte[] picture = pictures.next("jpg");

    HttpResponse<String> answer =
        add(new FormBody().file("Día 1.png", picture).field("tags", "[\"new\",\"día\"]"));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonNode image = JSON.readTree(answer.body());
    int id = image.get("id").asInt();
    assertThat(answer.headers().firstValue("Location")).contains("/api/v1/images/" + id);
    assertThat(image.get("path").asString()).startsWith("/static/").endsWith(".jpg");
    assertThat(image.get("type").asString()).isEqualTo("image/jpeg");
    assertThat(image.get("tags").toString()).isEqualTo("[\"día\",\"new\"]");
    assertThat(image.at("/metadata/file_name").asString()).isEqualTo("Día 1.png");
    assertThat(bytes(image.get("file").asString())).isEqualTo(picture);
    assertThat(bytes(image.get("path").asString())).isEqualTo(picture);
    assertThat(ok(lince.get("/api/v1/images/" + id))).isEqualTo(image);
    JsonNode found = ok(lince.get("/api/v1/search?id=%d&k=1".formatted(id)));
    assertThat(found.at("/results/0/id").asInt()).isEqualTo(id);
  }

  @Test
  void aPictureSaysItsAverageColour() {
    byte[] picture = pictures.plain(new Color(0x0A3FC2));

    JsonNode added = JSON.readTree(add(new FormBody().file("a.png", picture)).body());

    assertThat(added.get("colour").stringValue()).isEqualTo("#0a3fc2");
    assertThat(ok(lince.get("/api/v1/images?limit=1")).at("/images/0")).isEqualTo(added);
  }

  @Test
  void theSameBytesAgainAreThePictureThatIsThere() {
    byte[] picture = pictures.next("png");
    JsonNode first = JSON.readTree(add(new FormBody().file("a.png", picture)).body());

    HttpResponse<String> again =
        add(new FormBody().file("b.png", picture).field("path", "other/name"));

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(again.body())).isEqualTo(first);
  }

  @Test
  void aPictureGoesWhereItIsSentWithTheEndingOfItsContent() {
    HttpResponse<String> first =
        add(new FormBody().file("x", pictures.next("png")).field("path", "viajes/Niño 2024/a.jpg"));
    HttpResponse<String> second =
        add(new FormBody().file("x", pictures.next("png")).field("path", "viajes/Niño 2024/a"));

    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    String path = JSON.readTree(first.body()).get("path").asString();
    assertThat(path).endsWith("/viajes/Ni%C3%B1o%202024/a.png");
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(detail(second)).contains("viajes/Niño 2024/a.png");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../escape",
        "/etc/x",
        "a/../../b",
        ".hidden/x",
        "a/.b",
        "a\\b",
        "a//b",
        "a?b",
        "a\tb",
        "1/2/3/4/5/6/7/8/9",
        "CON:x",
        "a/b/",
        " "
      })
  void aPathThatBreaksTheRulesIsRefused(String path) {
    HttpResponse<String> answer =
        add(new FormBody().file("x.png", pictures.next("png")).field("path", path));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(detail(answer)).contains("path");
  }

  @Test
  void everyFileOfAFormHasItsOwnOutcome() {
    byte[] good = pictures.next("jpg");
    JsonNode answer =
        ok(
            add(
                new FormBody()
                    .file("good.jpg", good)
                    .file("page.html", "<html></html>".getBytes(StandardCharsets.UTF_8))
                    .file("twin.jpg", good)));

    assertThat(answer.at("/results/0/status").asInt()).isEqualTo(201);
    assertThat(answer.at("/results/1/status").asInt()).isEqualTo(400);
    assertThat(answer.at("/results/1/name").asString()).isEqualTo("page.html");
    assertThat(answer.at("/results/1/detail").asString()).endsWith(".");
    assertThat(answer.at("/results/2/status").asInt()).isEqualTo(200);
    assertThat(answer.at("/results/2/image/id")).isEqualTo(answer.at("/results/0/image/id"));
  }

  @Test
  void formsThatMakeNoSenseAreRefusedAndNamed() {
    assertThat(refusal(422, new FormBody().field("tags", "x"))).contains("no picture");
    assertThat(refusal(422, new FormBody().file("a.png", pictures.next("png")).field("x", "y")))
        .contains("field x");
    assertThat(
            refusal(
                422,
                new FormBody()
                    .file("a.png", pictures.next("png"))
                    .file("b.png", pictures.next("png"))
                    .field("path", "p")))
        .contains("2 pictures");
    assertThat(
            refusal(
                422,
                new FormBody().file("a.png", pictures.next("png")).field("tags", "[\"\\u0007\"]")))
        .contains("tag");
    assertThat(
            refusal(
                400,
                new FormBody()
                    .file("a.png", pictures.next("png"))
                    .field("metadata", "{\"a\":\"b\"},\"tags\":[\"x\"]")))
        .contains("not well-formed JSON");
    FormBody tooMany = new FormBody();
    for (int i = 0; i < 101; i++) {
      tooMany.file("a.png", new byte[] {1});
    }
    assertThat(refusal(413, tooMany)).contains("101 pictures");
    assertThat(lince.postJson("/api/v1/images", "{}").statusCode()).isEqualTo(415);
    assertThat(lince.postJson("/api/v1/images/label", "").body()).contains("The body is empty");
  }

  @Test
  void tagsAndMetadataChangeOneByOneOrAltogether() {
    int id = added();

    JsonNode labelled =
        patch(id, "{\"add_tags\":[\"b\",\"a\"],\"metadata\":{\"k\":\"v\",\"l\":\"w\"}}");
    assertThat(labelled.get("tags").toString()).isEqualTo("[\"a\",\"b\"]");
    assertThat(labelled.at("/metadata/k").asString()).isEqualTo("v");
    JsonNode changed = patch(id, "{\"remove_tags\":[\"a\"],\"metadata\":{\"k\":null,\"l\":\"x\"}}");
    assertThat(changed.get("tags").toString()).isEqualTo("[\"b\"]");
    assertThat(changed.get("metadata").has("k")).isFalse();
    assertThat(changed.at("/metadata/l").asString()).isEqualTo("x");
    assertThat(patch(id, "{\"tags\":[\"c\"]}").get("tags").toString()).isEqualTo("[\"c\"]");
    assertThat(ok(lince.get("/api/v1/images?tag=c&metadata=l=x")).get("images")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"tag\":[\"a\"]}",
        "{\"tags\":\"a\"}",
        "{\"tags\":[1]}",
        "{\"tags\":[\"a\"],\"add_tags\":[\"b\"]}",
        "{\"add_tags\":[\"a\"],\"remove_tags\":[\"a\"]}",
        "{\"metadata\":{\"k\":1}}",
        "{\"metadata\":[]}",
        "{\"tags\":[\"\"]}",
        "[]"
      })
  void aChangeThatMakesNoSenseIsRefused(String json) {
    HttpResponse<String> answer =
        lince.send(
            lince
                .request("/api/v1/images/" + added())
                .method("PATCH", HttpRequest.BodyPublishers.ofString(json)));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/images/999999", "/api/v1/images/0", "/api/v1/images/x"})
  void anUnknownPictureIsNotFoundWhateverIsAsked(String address) {
    for (String method : List.of("GET", "DELETE", "PATCH")) {
      HttpResponse<String> answer =
          lince.send(
              lince.request(address).method(method, HttpRequest.BodyPublishers.ofString("{}")));
      assertThat(answer.statusCode()).as(method).isEqualTo(404);
    }
    assertThat(lince.get(address + "/file").statusCode()).isEqualTo(404);
    assertThat(lince.get(address + "/similar").statusCode()).isEqualTo(404);
  }

  @Test
  void theListHasEveryPictureThatStayedOnceWhileOthersComeAndGo() {
    List<Integer> stay = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      stay.add(added());
    }
    List<Integer> seen = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonNode page =
          ok(lince.get("/api/v1/images?limit=3" + (cursor.isEmpty() ? "" : "&cursor=" + cursor)));
      page.get("images").forEach(image -> seen.add(image.get("id").asInt()));
      cursor = page.get("cursor").isNull() ? null : page.get("cursor").asString();
      delete(added(), false);
    }

    assertThat(seen).containsAll(stay).doesNotHaveDuplicates();
    assertThat(seen).isSortedAccordingTo((a, b) -> Integer.compare(b, a));
  }

  @Test
  void theLastPageOfTheListIsFollowedByNone() {
    String tag = "page-" + added();
    for (int i = 0; i < 2; i++) {
      String call = "/api/v1/images/%d".formatted(added());
      ok(
          lince.send(
              lince
                  .request(call)
                  .method(
                      "PATCH",
                      HttpRequest.BodyPublishers.ofString("{\"tags\":[\"%s\"]}".formatted(tag)))));
    }
    String address = "/api/v1/images?tag=%s&limit=".formatted(tag);
    assertThat(ok(lince.get(address + 1)).get("cursor").isNull()).isFalse();
    JsonNode full = ok(lince.get(address + 2));
    assertThat(full.get("images")).hasSize(2);
    assertThat(full.get("cursor").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/images/1?x=", "/api/v1/trash?x=", "/api/v1/images?x="})
  void aParameterThatNobodyKnowsIsRefused(String address) {
    HttpResponse<String> answer = lince.get(address);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("The parameter x is not known; ", " allowed.");
  }

  @Test
  void whatIsTakenOutStaysOutUntilItIsBroughtBack() throws IOException {
    int id = own();
    JsonNode removal = delete(id, false);

    assertThat(removal.get("removed").asInt()).isEqualTo(1);
    assertThat(removal.at("/images/0/id").asInt()).isEqualTo(id);
    assertThat(lince.get("/api/v1/images/" + id).statusCode()).isEqualTo(404);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(12);
    }

    String token = removal.get("undo").asString();
    JsonNode trash = ok(lince.get("/api/v1/trash"));
    assertThat(trash.toString()).contains(token);
    JsonNode restored = restore(token);
    assertThat(restored.at("/restored/0/was").asInt()).isEqualTo(id);
    int now = restored.at("/restored/0/id").asInt();
    assertThat(lince.get("/api/v1/images/" + now).statusCode()).isEqualTo(200);
    assertThat(
            lince
                .send(
                    lince
                        .request("/api/v1/trash/" + token + "/restore")
                        .POST(HttpRequest.BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void aFileGoesIntoTheTrashOnlyWhenAskedAndComesBack() {
    int id = added();
    JsonNode image = ok(lince.get("/api/v1/images/" + id));
    byte[] before = bytes(image.get("path").asString());

    JsonNode removal = delete(id, true);
    assertThat(removal.get("files").asInt()).isEqualTo(1);
    assertThat(lince.get(image.get("path").asString()).statusCode()).isEqualTo(404);
    restore(removal.get("undo").asString());

    assertThat(bytes(image.get("path").asString())).isEqualTo(before);
  }

  @Test
  void aFileOfAnImageFolderIsNeverTouched() {
    HttpResponse<String> answer =
        lince.send(lince.request("/api/v1/images/%d?file=true".formatted(own())).DELETE());

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(detail(answer)).contains("never writes to image folders");
  }

  @Test
  void theTrashCanBeEmptied() {
    String token = delete(added(), true).get("undo").asString();

    assertThat(lince.send(lince.request("/api/v1/trash/" + token).DELETE()).statusCode())
        .isEqualTo(200);
    assertThat(lince.send(lince.request("/api/v1/trash/" + token).DELETE()).statusCode())
        .isEqualTo(404);
  }

  @Test
  void manyAreLabelledAndTakenOutByFilterAfterADryRun() {
    for (int i = 0; i < 5; i++) {
      patch(added(), "{\"add_tags\":[\"bulk\"]}");
    }
    String select = "{\"select\":{\"filter\":{\"tag\":\"bulk\"}},";

    JsonNode tried = ok(post("label", select + "\"add_tags\":[\"more\"],\"dry_run\":true}"));
    assertThat(tried.get("matched").asInt()).isEqualTo(5);
    assertThat(tried.get("changed").asInt()).isZero();
    assertThat(ok(lince.get("/api/v1/images?tag=more")).get("total").asInt()).isZero();
    JsonNode done =
        ok(post("label", select + "\"add_tags\":[\"more\"],\"metadata\":{\"m\":\"1\"}}"));
    assertThat(done.get("changed").asInt()).isEqualTo(5);
    assertThat(ok(lince.get("/api/v1/images?tag=more&metadata=m=1")).get("total").asInt())
        .isEqualTo(5);

    assertThat(ok(post("delete", select + "\"dry_run\":true}")).get("matched").asInt())
        .isEqualTo(5);
    assertThat(ok(lince.get("/api/v1/images?tag=bulk")).get("total").asInt()).isEqualTo(5);
    JsonNode gone = ok(post("delete", select + "\"file\":true}"));
    assertThat(gone.get("removed").asInt()).isEqualTo(5);
    assertThat(ok(lince.get("/api/v1/images?tag=bulk")).get("total").asInt()).isZero();
    restore(gone.get("undo").asString());
    assertThat(ok(lince.get("/api/v1/images?tag=bulk&tag=more")).get("total").asInt()).isEqualTo(5);
  }

  @Test
  void aSearchSelectsWhatItFinds() {
    int id = added();
    String search =
        "{\"select\":{\"search\":{\"query\":[{\"id\":%d}],\"min_similarity\":0.9999}},\"add_tags\":[\"like\"]}"
            .formatted(id);

    assertThat(ok(post("label", search)).get("matched").asInt()).isPositive();
    assertThat(ok(lince.get("/api/v1/images/" + id)).get("tags").toString()).contains("like");
    assertThat(post("label", search.replace(",\"min_similarity\":0.9999", "")).statusCode())
        .isEqualTo(422);
    assertThat(post("label", search.replace("\"select\"", "\"x\"")).statusCode()).isEqualTo(422);
    assertThat(post("label", "{\"select\":{\"ids\":[%d]}}".formatted(id)).statusCode())
        .isEqualTo(422);
  }

  @ParameterizedTest
  @CsvSource({"1, 64", "64, 64", "256, 64", "1024, 64"})
  void aThumbnailIsASmallJpegThatIsKnownAgain(int size, int width) throws IOException {
    String address = "/api/v1/images/%d/thumbnail?size=%d".formatted(added(), size);

    HttpResponse<String> first = lince.get(address);
    assertThat(first.headers().firstValue("Content-Type")).contains("image/jpeg");
    assertThat(first.headers().firstValue("Cache-Control").orElseThrow()).contains("private");
    String etag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(lince.send(lince.request(address).header("If-None-Match", etag)).statusCode())
        .isEqualTo(304);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes(address)));
    assertThat(image.getWidth()).isEqualTo(width);
    HttpResponse<String> head =
        lince.send(lince.request(address).method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertThat(head.headers().firstValue("ETag")).contains(etag);
  }

  @ParameterizedTest
  @ValueSource(strings = {"size=0", "size=1025", "size=x", "width=5"})
  void aThumbnailOfNoSizeIsRefused(String parameter) {
    assertThat(
            lince.get("/api/v1/images/%d/thumbnail?%s".formatted(added(), parameter)).statusCode())
        .isEqualTo(422);
    assertThat(lince.get("/api/v1/images/999999/thumbnail").statusCode()).isEqualTo(404);
  }

  @Test
  void aPictureThatIsGoneFromItsFolderHasNoThumbnailAndSaysSo() throws IOException {
    int id = added();
    JsonNode image = ok(lince.get("/api/v1/images/" + id));
    Path file;
    try (Stream<Path> files = Files.walk(data)) {
      String name = image.get("path").asString().replaceFirst(".*/", "");
      file = files.filter(one -> one.endsWith(name)).findFirst().orElseThrow();
    }
    Files.delete(file);

    assertThat(lince.get("/api/v1/images/%d/thumbnail".formatted(id)).statusCode()).isEqualTo(404);
    assertThat(lince.get("/api/v1/images/%d/file".formatted(id)).body())
        .contains("The file of picture %d is not there now".formatted(id));
    delete(id, false);
  }

  @Test
  void fromElsewhereOnlyAKeyWrites() {
    HttpResponse<String> answer =
        lince.send(
            new FormBody()
                .file("x.png", pictures.next("png"))
                .on(lince.request("/api/v1/images").header("X-Forwarded-For", "10.1.2.3")));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(
            lince
                .send(lince.request("/api/v1/images?limit=1").header("X-Forwarded-For", "10.1.2.3"))
                .statusCode())
        .isEqualTo(200);
  }

  private int added() {
    HttpResponse<String> answer = add(new FormBody().file("x.png", pictures.next("png")));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return JSON.readTree(answer.body()).get("id").asInt();
  }

  /** A picture of the folder. */
  private int own() {
    JsonNode page = ok(lince.get("/api/v1/images?order=oldest&limit=1000"));
    for (JsonNode image : page.get("images")) {
      if (image.get("path").asString().startsWith("/static/own-")) {
        return image.get("id").asInt();
      }
    }
    throw new AssertionError("There is no picture of the folder.");
  }

  private HttpResponse<String> add(FormBody form) {
    return lince.send(form.on(lince.request("/api/v1/images")));
  }

  private String refusal(int status, FormBody form) {
    HttpResponse<String> answer = add(form);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return detail(answer);
  }

  private HttpResponse<String> post(String what, String json) {
    return lince.postJson("/api/v1/images/" + what, json);
  }

  private JsonNode patch(int id, String json) {
    return ok(
        lince.send(
            lince
                .request("/api/v1/images/" + id)
                .method("PATCH", HttpRequest.BodyPublishers.ofString(json))));
  }

  private JsonNode delete(int id, boolean file) {
    return ok(lince.send(lince.request("/api/v1/images/%d?file=%s".formatted(id, file)).DELETE()));
  }

  private JsonNode restore(String token) {
    JsonNode restored =
        ok(
            lince.send(
                lince
                    .request("/api/v1/trash/" + token + "/restore")
                    .POST(HttpRequest.BodyPublishers.noBody())));
    assertThat(restored.get("failed")).isEmpty();
    return restored;
  }

  private byte[] bytes(String path) {
    return lince.bytes(path);
  }

  private static String detail(HttpResponse<String> answer) {
    return JSON.readTree(answer.body()).get("detail").asString();
  }

  private static JsonNode ok(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }
}
