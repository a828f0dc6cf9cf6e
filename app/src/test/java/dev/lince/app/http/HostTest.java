package dev.lince.app.http;

import static dev.lince.app.http.Album.JPEG;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Check 16, seen from the name: a page whose own name was made to mean this machine (DNS rebinding)
 * reads nothing.
 */
class HostTest {
  @RegisterExtension static final RunningServer server = new RunningServer();

  @BeforeEach
  void fillTheAlbum() {
    server.album().put("imagen1.jpg", JPEG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8000",
        "EVIL.example.",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "notlocalhost",
        "1.evil.example"
      })
  void refusesWhatIsMeantForAnotherName(String host) {
    for (String path : List.of("/static/imagen1.jpg", "/health", "/docs", "/nowhere")) {
      Answer answer = server.raw(get(path, host));

      assertThat(answer.problem(421).get("detail").stringValue()).contains("LINCE_ALLOWED_HOSTS");
      assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    }
  }

  /** To a browser, such a page's own origin is the server's. */
  @Test
  void takesNoWriteThatComesWithTheOriginOfThatName() {
    String request =
        get("/search-similar-images/", "evil.example:8000")
            .replaceFirst("GET", "POST")
            .replaceFirst("\r\n\r\n", "\r\nOrigin: http://evil.example:8000\r\n\r\n");

    server.raw(request).problem(421);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:8000",
        "localhost.",
        "lince.localhost",
        "127.0.0.1:8000",
        "192.168.1.20",
        "[::1]:8000",
        "[::1]"
      })
  void answersToAddressesAndToLocalhost(String host) {
    assertThat(server.raw(get("/static/imagen1.jpg", host)).status()).isEqualTo(200);
  }

  @Test
  void answersProgramsThatNameNoHost() {
    assertThat(server.raw("GET /health HTTP/1.0\r\n\r\n").status()).isEqualTo(200);
  }

  @Test
  void answersToTheNamesThatAreListed() {
    try (WebServer listed = start("127.0.0.1", List.of("photos.example.org"))) {
      assertThat(status(listed, "photos.example.org")).isEqualTo(200);
      assertThat(status(listed, "Photos.Example.org:443")).isEqualTo(200);
      assertThat(status(listed, "evil.example")).isEqualTo(421);
    }
    try (WebServer any = start("127.0.0.1", List.of("*"))) {
      assertThat(status(any, "evil.example")).isEqualTo(200);
    }
  }

  @Test
  void answersToAnyNameWhereOtherMachinesMayCallUnlessNamesAreListed() {
    try (WebServer open = start("0.0.0.0", List.of())) {
      assertThat(status(open, "lince.lan")).isEqualTo(200);
    }
    try (WebServer listed = start("0.0.0.0", List.of("lince.lan"))) {
      assertThat(status(listed, "lince.lan")).isEqualTo(200);
      assertThat(status(listed, "evil.example")).isEqualTo(421);
    }
  }

  private static WebServer start(String address, List<String> names) {
    var limits = new HttpLimits(names, 100, 0, 1 << 20);
    return WebServer.start(
        new HttpSettings(address, 0, List.of(), 0.2, RunningServer.MAX_BYTES, limits),
        server.album());
  }

  private static int status(WebServer listening, String host) {
    return server.raw(listening.port(), get("/health", host)).status();
  }

  private static String get(String path, String host) {
    return "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(path, host);
  }
}
