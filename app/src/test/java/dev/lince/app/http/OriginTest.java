package dev.lince.app.http;

import static dev.lince.app.http.Album.JPEG;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
  private static final String SEARCH = "/search-similar-images/";

  @RegisterExtension static final RunningServer server = new RunningServer();

  @Test
  void letsAListedPageRead() {
    Answer answer = server.get("/health", "Origin", RunningServer.ALLOWED);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Access-Control-Allow-Origin")).contains(RunningServer.ALLOWED);
    assertThat(answer.header("Access-Control-Allow-Credentials")).contains("true");
    assertThat(answer.header("Vary")).contains("Origin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "null",
        "http://localhost:3000.evil.example",
        "http://evil-localhost:3000",
        "http://localhost:30000",
        "https://localhost:3000",
        "http://localhost",
        "http://localhost:3000@evil.example",
        "http://localhost:3000, http://evil.example"
      })
  void answersAnyOtherPageWithoutAllowHeadersAndTakesNoWriteFromIt(String origin) {
    Answer read = server.get("/health", "Origin", origin);
    Answer write = server.search(SEARCH, JPEG, "Origin", origin);

    assertThat(read.status()).isEqualTo(200);
    assertHasNoAllowHeader(read);
    write.problem(403);
    assertHasNoAllowHeader(write);
    assertThat(server.album().searches).hasValue(0);
  }

  @Test
  void takesNoTwoOriginsForOne() {
    Answer write =
        server.search(
            SEARCH, JPEG, "Origin", RunningServer.ALLOWED, "Origin", "http://evil.example");

    write.problem(403);
    assertHasNoAllowHeader(write);
  }

  @Test
  void takesWritesOfListedPagesAndOfItsOwn() {
    Answer listed = server.search(SEARCH, JPEG, "Origin", RunningServer.ALLOWED);
    Answer listedAfar =
        server.search(
            SEARCH, JPEG, "Origin", RunningServer.ALLOWED, "Sec-Fetch-Site", "cross-site");
    Answer own = server.search(SEARCH, JPEG, "Origin", "http://127.0.0.1:" + server.port());

    assertThat(listed.status()).isEqualTo(200);
    assertThat(listed.header("Access-Control-Allow-Origin")).contains(RunningServer.ALLOWED);
    assertThat(listedAfar.status()).isEqualTo(200);
    assertThat(own.status()).isEqualTo(200);
    assertHasNoAllowHeader(own);
  }

  @ParameterizedTest
  @CsvSource({"cross-site, 403", "same-origin, 200", "same-site, 200", "none, 200"})
  void believesTheBrowserAboutWhereAWriteComesFrom(String site, int status) {
    assertThat(server.search(SEARCH, JPEG, "Sec-Fetch-Site", site).status()).isEqualTo(status);
  }

  @Test
  void knowsItsOwnPageBehindAProxyThatEndsTls() {
    String origin = "https://127.0.0.1:" + server.port();

    Answer saidByTheBrowser =
        server.search(SEARCH, JPEG, "Origin", origin, "Sec-Fetch-Site", "same-origin");
    Answer otherScheme = server.search(SEARCH, JPEG, "Origin", origin);

    assertThat(saidByTheBrowser.status()).isEqualTo(200);
    otherScheme.problem(403);
  }

  @Test
  void refusesAForeignFormBeforeItReadsIt() {
    server.search("/nowhere", JPEG, "Origin", "http://evil.example").problem(403);
  }

  @Test
  void takesWritesOfProgramsThatAreNoBrowsers() {
    assertThat(server.search(SEARCH, JPEG).status()).isEqualTo(200);
  }

  @Test
  void answersThePreflightOfAListedPage() {
    Answer answer = preflight(RunningServer.ALLOWED);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("Access-Control-Allow-Origin")).contains(RunningServer.ALLOWED);
    assertThat(answer.header("Access-Control-Allow-Methods").orElseThrow()).contains("POST");
    assertThat(answer.header("Access-Control-Allow-Headers")).contains("content-type, x-mine");
    assertThat(answer.header("Access-Control-Max-Age")).isPresent();
  }

  @Test
  void answersAForeignPreflightWithoutAllowHeaders() {
    Answer answer = preflight("http://evil.example");

    assertThat(answer.status()).isEqualTo(200);
    assertHasNoAllowHeader(answer);
  }

  @Test
  void letsAnyPageReadWithoutCredentialsWhereAllAreListed() {
    var settings = new HttpSettings("127.0.0.1", 0, List.of("*"), 0.2, RunningServer.MAX_BYTES);
    try (WebServer open = WebServer.start(settings, server.album())) {
      URI address = URI.create("http://127.0.0.1:%d/health".formatted(open.port()));
      HttpRequest.Builder request = server.request("/health").uri(address);

      Answer answer = server.send(request.header("Origin", "http://anyone.example"));

      assertThat(answer.header("Access-Control-Allow-Origin")).contains("*");
      assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    }
  }

  private static Answer preflight(String origin) {
    return server.send(
        server
            .request(SEARCH)
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "content-type, x-mine")
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
  }

  private static void assertHasNoAllowHeader(Answer answer) {
    assertThat(answer.headers().keySet())
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
  }
}
