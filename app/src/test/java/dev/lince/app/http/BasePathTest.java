package dev.lince.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lince.app.http.keys.KeyRoom;
import dev.lince.app.http.page.PageRoom;
import dev.lince.app.keys.AccessKeys;
import dev.lince.app.keys.KeyFile;
import dev.lince.app.keys.KnownKey;
import dev.lince.app.keys.Right;
import dev.lince.app.observe.Observers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A server that a proxy shows under a path, which the proxy strips. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BasePathTest {
  private static final String KEY = "a-key-that-may-write";

  /** For its clients. */
  @RegisterExtension static final RunningServer other = new RunningServer();

  private WebServer server;

  @BeforeAll
  void start(@TempDir Path folder) {
    server =
        WebServer.start(
            settings("/lince"),
            new Album(folder),
            Observers.NONE,
            PageRoom.of(),
            KeyRoom.of(
                new AccessKeys(
                    List.of(KnownKey.given(Right.WRITE, KEY)),
                    new KeyFile(folder.resolve("keys.json"))),
                false));
  }

  private static HttpSettings settings(String basePath) {
    return new HttpSettings("127.0.0.1", 0, List.of(), 0.2, 1000, HttpLimits.DEFAULT, basePath);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void keepsTheCookieFromWhatElseTheProxyShows() {
    Answer traded =
        ask("POST", "/api/v1/session", "Authorization: Bearer " + KEY, "Content-Length: 0");

    assertThat(traded.status()).isEqualTo(204);
    assertThat(traded.header("Set-Cookie").orElseThrow()).contains("; Path=/lince;");
    String cookie = traded.header("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    JsonNode session =
        ask("GET", "/api/v1/session", "X-Forwarded-For: 203.0.113.7", "Cookie: " + cookie).json();
    assertThat(session.get("how").stringValue()).isEqualTo("cookie");
  }

  @Test
  void namesThePathInTheDescriptionOfTheApi() {
    JsonNode api = ask("GET", "/openapi.json").json();

    assertThat(api.at("/servers/0/url").stringValue()).isEqualTo("/lince");
    assertThat(api.get("paths").has("/api/v1/status")).isTrue();
    assertThat(other.get("/openapi.json").json().at("/servers/0/url").stringValue()).isEqualTo("/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs", "/redoc", "/docs/docs.js", "/docs/redoc.js"})
  void namesItInThePagesThatShowTheDescription(String page) {
    assertThat(ask("GET", page).text())
        .contains("\"/lince/")
        .doesNotContain("\"/docs", "\"/openapi.json");
  }

  @Test
  void namesItInNoAddressOfThePage() {
    assertThat(ask("GET", "/").text()).isEqualTo(askOther("/").text()).doesNotContain("/lince/");
  }

  private static Answer askOther(String path) {
    try (WebServer plain =
        WebServer.start(settings(""), new Album(Path.of("")), Observers.NONE, PageRoom.of())) {
      return other.raw(plain.port(), "GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n".formatted(path));
    }
  }

  @Test
  void isNoPathWithASlashAtItsEnd() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings("/lince/"))
        .withMessageContaining("LINCE_BASE_PATH");
    assertThatIllegalArgumentException().isThrownBy(() -> settings("lince"));
  }

  private Answer ask(String method, String path, String... headers) {
    StringBuilder request =
        new StringBuilder("%s %s HTTP/1.0\r\nHost: localhost\r\n".formatted(method, path));
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    return other.raw(server.port(), request.append("\r\n").toString());
  }
}
