package dev.lince.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What never reaches a controller, refused by Tomcat or Spring, has the same form. */
class RefusalsTest {
  private static final String REST = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  @RegisterExtension static final RunningServer server = new RunningServer();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a%00b", "/a%5cb", "/a%2Fb", "/%c0%ae", "/a%zz", "/a%", "/<>", "/a b", "/a|b", "/a\"b",
        "/{x}", "health", "/../.."
      })
  void anAddressThatIsNone(String path) {
    server.raw("GET " + path + REST).problem(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /health HTTP/1.1\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: a\r\nNo header\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: a\r\nX : y\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "G\u0001T /health HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /health HTTQ\r\nHost: a\r\n\r\n"
      })
  void aRequestThatIsNotHttp(String request) {
    server.raw(request).problem(400);
  }

  @Test
  void aVersionThatNobodySpeaks() {
    server.raw("GET /health HTTP/7.9\r\nHost: a\r\n\r\n").problem(505);
  }

  @Test
  void aTransferEncodingThatNobodyKnows() {
    server.raw("POST /health HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: zip\r\n\r\n").problem(501);
  }

  @Test
  void aTransferEncodingThatNobodyKnowsBesideALineThatIsNoHeader() {
    server
        .raw("POST /health HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: c\r\nhunked\r\n\r\n")
        .problem(501);
  }

  @Test
  void aHeaderOfTwentyKilobytes() {
    server
        .raw("GET /health HTTP/1.1\r\nHost: a\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n")
        .problem(400);
  }

  @Test
  void anAddressOfTwentyKilobytes() {
    server.raw("GET /" + "x".repeat(20_000) + REST).problem(400);
  }

  @ParameterizedTest
  @CsvSource({
    "TRACE, /health",
    "TRACE, /nowhere",
    "PUT, /health",
    "DELETE, /static/imagen1.jpg",
    "POST, /static/imagen1.jpg",
    "GET, /search-similar-images/",
    "PATCH, /search-similar-images",
    "POST, /docs",
    "PUT, /api/v1/search"
  })
  void aMethodThatIsNotForThisAddress(String method, String path) {
    Answer answer = server.raw(method + " " + path + REST);

    answer.problem(405);
    assertThat(answer.header("Allow")).isPresent();
    assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nowhere", "/error", "/docs/openapi.yaml", "/docs/nothing.js", "/api"})
  void anAddressWhereNothingIs(String path) {
    assertThat(server.get(path).problem(404).get("detail").stringValue()).isNotBlank();
  }

  @Test
  void aMethodThatNobodyKnows() {
    server.raw("BREW /health" + REST).problem(405);
    server.raw("CONNECT localhost:80" + REST).problem(501);
  }

  @Test
  void sendsNoBodyForHead() {
    Answer answer = server.send("HEAD", "/nowhere");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void namesItselfNowhere() {
    assertThat(server.get("/health").header("Server")).isEmpty();
    assertThat(server.raw("GET /a%00b" + REST).header("Server")).isEmpty();
  }
}
