package dev.lince.app.http;

import static dev.lince.app.http.Album.JPEG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.embed.EmbedException;
import dev.lince.image.ImageRefused;
import dev.lince.search.SearchException;
import dev.lince.store.StoreException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SimilarImagesTest {
  @RegisterExtension static final RunningServer server = new RunningServer();

  @ParameterizedTest
  @ValueSource(strings = {"/search-similar-images/", "/search-similar-images"})
  void answersAsThePythonBackendDid(String path) {
    Answer answer = server.search(path, JPEG);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).contains("application/json");
    assertThat(answer.text())
        .isEqualTo(
            "{\"results\":["
                + "{\"id\":1,\"similarity\":0.95,\"path\":\"/static/imagen1.jpg\"},"
                + "{\"id\":7,\"similarity\":0.871204,\"path\":\"/static/verano/ni%C3%B1o%20%231%20100%25.jpg\"},"
                + "{\"id\":3,\"similarity\":0.5,\"path\":\"/static/exact.jpg\"}]}");
  }

  @Test
  void takesNoCutForAThresholdOfZeroAndWritesSmallNumbersOut() {
    Answer answer = server.search("/search-similar-images/?threshold=0", JPEG);

    assertThat(answer.text())
        .contains("\"similarity\":0.000001,", "\"similarity\":-0.25,")
        .doesNotContainIgnoringCase("E-");
  }

  @ParameterizedTest
  @CsvSource({"k=1, 1", "k=2, 2", "k=1000, 3", "threshold=0.9, 1", "threshold=1, 0", "k=+2, 2"})
  void cutsByKAndThreshold(String query, int expected) {
    Answer answer = server.search("/search-similar-images/?" + query.replace("+", "%2B"), JPEG);

    assertThat(answer.json().get("results").size()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "k=0, k, greater_than_equal",
    "k=1001, k, less_than_equal",
    "k=99999999999999999999, k, less_than_equal",
    "k=ten, k, int_parsing",
    "k=, k, int_parsing",
    "k=1.5, k, int_parsing",
    "threshold=-0.1, threshold, greater_than_equal",
    "threshold=1.0001, threshold, less_than_equal",
    "threshold=NaN, threshold, float_parsing",
    "threshold=0x1p-2, threshold, float_parsing",
    "threshold=1e999, threshold, less_than_equal"
  })
  void namesTheParameterThatIsOutOfRange(String query, String name, String type) {
    JsonNode detail =
        server.search("/search-similar-images/?" + query, JPEG).problem(422).get("detail");

    assertThat(detail.size()).isEqualTo(1);
    assertThat(detail.get(0).get("loc").toString()).isEqualTo("[\"query\",\"%s\"]".formatted(name));
    assertThat(detail.get(0).get("type").stringValue()).isEqualTo(type);
    assertThat(detail.get(0).get("msg").stringValue()).isNotBlank();
    assertThat(server.album().searches).hasValue(0);
  }

  @Test
  void namesEverythingThatIsWrongAtOnce() {
    HttpRequest.Builder empty =
        server
            .request("/search-similar-images/?k=0&threshold=2")
            .POST(HttpRequest.BodyPublishers.noBody());

    JsonNode detail = server.send(empty).problem(422).get("detail");

    assertThat(detail.findValuesAsString("type"))
        .containsExactly("greater_than_equal", "less_than_equal", "missing");
    assertThat(detail.get(2).toString())
        .isEqualTo("{\"loc\":[\"body\",\"file\"],\"msg\":\"Field required\",\"type\":\"missing\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "image/jpeg",
        "application/x-www-form-urlencoded",
        "multipart/mixed; boundary=x",
        "nonsense"
      })
  void saysThatTheFileIsMissingWhereTheBodyIsNoForm(String contentType) {
    HttpRequest.Builder request =
        server
            .request("/search-similar-images/")
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofString("{}"));

    JsonNode problem = server.send(request).problem(422);

    assertThat(problem.get("detail").get(0).get("loc").toString()).isEqualTo("[\"body\",\"file\"]");
  }

  @Test
  void readsKFromTheAddressOnly() {
    Multipart form = new Multipart().field("k", "0").file("file", "a.jpg", JPEG);

    Answer answer =
        server.send(
            server
                .request("/search-similar-images/")
                .header("Content-Type", form.contentType())
                .POST(HttpRequest.BodyPublishers.ofByteArray(form.body())));

    assertThat(answer.status()).isEqualTo(200);
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new ImageRefused.NotAnImage("It is a text."), 400),
        Arguments.of(new ImageRefused.Corrupt("It is cut."), 400),
        Arguments.of(new ImageRefused.TooLarge("It has 4,128,062,500 pixels."), 413),
        Arguments.of(new StoreException.Unavailable("It is gone.", null), 503),
        Arguments.of(new StoreException.InUse("It is in use.", null), 503),
        Arguments.of(new EmbedException.ModelUnavailable("It is loading.", null), 503),
        Arguments.of(new SearchException.Overloaded("Too many wait."), 503),
        Arguments.of(new SearchException.Stopping(), 503));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void passesTheSentenceOnWithTheStatusThatFits(RuntimeException failure, int status) {
    server.album().failure = failure;

    Answer answer = server.search("/search-similar-images/", JPEG);

    assertThat(answer.problem(status).get("detail").stringValue()).isEqualTo(failure.getMessage());
    assertThat(answer.header("Retry-After").isPresent()).isEqualTo(status == 503);
  }

  @Test
  void keepsWhatIsNobodysKnownFaultToItsLog() {
    server.album().failure = new IllegalStateException("secret /home/someone dev.lince.Thing");

    JsonNode problem = server.search("/search-similar-images/", JPEG).problem(500);

    assertThat(problem.toString()).doesNotContain("secret");
    assertThat(problem.get("detail").stringValue())
        .contains(problem.get("request_id").stringValue());
  }

  @Test
  void asksToComeBackWhileItIsNotReady() {
    server.album().readiness =
        new Backend.Readiness.NotYet("The model loads: 40 of 351 MB.", Duration.ofSeconds(12));

    Answer answer = server.search("/search-similar-images/", JPEG);

    assertThat(answer.problem(503).get("detail").stringValue()).contains("40 of 351 MB");
    assertThat(answer.header("Retry-After")).contains("12");
    assertThat(server.album().searches).hasValue(0);
  }

  @Test
  void answersManyAtOnceWithoutMixingThemUp() throws Exception {
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> calls =
          Stream.iterate(0, i -> i + 1)
              .limit(200)
              .<Callable<Integer>>map(
                  i ->
                      () -> {
                        int k = i % 3 + 1;
                        Answer answer = server.search("/search-similar-images/?k=" + k, JPEG);
                        return answer.json().get("results").size() - k;
                      })
              .toList();
      for (var call : callers.invokeAll(calls)) {
        assertThat(call.get()).isZero();
      }
    }
    assertThat(server.album().searches).hasValue(200);
  }
}
