package dev.lince.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.app.http.keys.KeyRoom;
import dev.lince.app.http.page.PageRoom;
import dev.lince.app.keys.AccessKeys;
import dev.lince.app.keys.KeyFile;
import dev.lince.app.keys.KnownKey;
import dev.lince.app.keys.Right;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Check 15: who may do what, from this machine, through a proxy, and where reading needs a key. */
class KeysTest {
  private static final String READ_KEY = "a-read-key-of-the-environment";
  private static final String WRITE_KEY = "a-write-key-of-the-environment";
  private static final String NOTHING = "/api/v1/nothing";
  private static final String[] PROXY = {"X-Forwarded-For", "203.0.113.7"};
  private static final Path FOLDER = folder();
  private static final KeyFile FILE = new KeyFile(FOLDER.resolve("keys.json"));
  private static final AccessKeys KEYS =
      new AccessKeys(
          List.of(KnownKey.given(Right.READ, READ_KEY), KnownKey.given(Right.WRITE, WRITE_KEY)),
          FILE);

  @RegisterExtension static final RunningServer server = new RunningServer(KeyRoom.of(KEYS, false));

  @RegisterExtension
  static final RunningServer strict = new RunningServer(KeyRoom.of(KEYS, true), PageRoom.of());

  @Test
  void letsThisMachineWriteWithoutAKeyAndNobodyElse() {
    assertThat(server.send("POST", NOTHING).status()).isEqualTo(404);
    refused(server.send("POST", NOTHING, PROXY), 401, "lince keys add NAME --write");
    assertThat(server.get("/api/v1/status", PROXY).status()).isEqualTo(200);
    assertThat(server.search("/search-similar-images/", Album.JPEG, PROXY).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Forwarded",
        "X-Forwarded-For",
        "x-forwarded-host",
        "X-Real-IP",
        "Via",
        "CF-Connecting-IP",
        "True-Client-IP"
      })
  void takesARequestWithAnyHeaderOfAProxyForAStrangers(String header) {
    refused(server.send("POST", NOTHING, header, ""), 401, "needs a key");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 404",
    "photos.localhost:80, 404",
    "127.1.2.3, 404",
    "[::1]:9, 404",
    "192.168.1.2, 401",
    "10.0.0.1:8000, 401"
  })
  void letsWriteWithoutAKeyOnlyWhatWasMeantForThisMachine(String host, int status) {
    Answer answer =
        server.raw(
            "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                .formatted(NOTHING, host));
    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  void asksForTheRightThatAWriteNeeds() {
    refused(
        server.send("POST", NOTHING, "Authorization", "Bearer " + READ_KEY), 403, "may only read");
    refused(server.send("DELETE", NOTHING, "X-API-Key", READ_KEY), 403, "may only read");
    assertThat(
            server.send("POST", NOTHING, through("Authorization", "bearer " + WRITE_KEY)).status())
        .isEqualTo(404);
    assertThat(server.send("POST", NOTHING, through("X-API-Key", WRITE_KEY)).status())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/nothing/",
        "//api/v1/nothing",
        "/api//v1/nothing",
        "/api;x=1/v1/nothing;y",
        "/API/v1/nothing",
        "/%61pi/v1/nothing",
        "/api/v1/./nothing",
        "/api/v1/search/../nothing",
        "/api/v1/search/x",
        "/api/v1/search;x/../nothing"
      })
  void hasNoWayAroundByAnotherSpelling(String path) {
    refused(server.send("POST", path, PROXY), 401, "needs a key");
    refused(server.send("PATCH", path, "X-API-Key", READ_KEY), 403, "may only read");
  }

  @Test
  void hasNoWayAroundByAnEncodedSlash() {
    assertThat(server.send("POST", "/api%2fv1/nothing", PROXY).status()).isIn(400, 401);
    assertThat(server.send("POST", "/api/v1/search%2f..%2fnothing", PROXY).status()).isIn(400, 401);
  }

  @Test
  void refusesAWrongKeyEvenWhereNoneIsNeeded() {
    for (String path : List.of("/health", "/api/v1/status", "/docs")) {
      refused(server.get(path, "X-API-Key", "a-key-that-nobody-made"), 401, "not known");
      refused(server.get(path, "Authorization", "Bearer "), 401, "not known");
      assertThat(server.get(path, "Authorization", "Basic YTpi").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"key=x", "a=b&API_KEY=x", "apikey", "access_token=", "%74oken=1", "q=" + READ_KEY})
  void refusesAKeyInTheAddress(String query) {
    refused(server.get("/health?" + query), 401, "do not belong into addresses");
    refused(
        server.get("/health?" + query, "X-API-Key", WRITE_KEY),
        401,
        "do not belong into addresses");
  }

  @Test
  void forgetsAKeyThatIsRevokedWhileItRuns() throws Exception {
    String secret = FILE.add("phone", Right.WRITE);
    assertThat(server.send("POST", NOTHING, through("X-API-Key", secret)).status()).isEqualTo(404);
    String cookie = trade(secret);
    assertThat(server.send("POST", NOTHING, through("Cookie", cookie)).status()).isEqualTo(404);

    FILE.revoke("phone");

    refused(server.send("POST", NOTHING, through("X-API-Key", secret)), 401, "not known");
    refused(server.send("POST", NOTHING, through("Cookie", cookie)), 401, "needs a key");
  }

  @Test
  void tradesAKeyForACookieThatScriptsCannotRead() {
    Answer traded = server.send("POST", "/api/v1/session", "Authorization", "Bearer " + READ_KEY);

    assertThat(traded.status()).isEqualTo(204);
    assertThat(traded.header("Set-Cookie").orElseThrow())
        .contains("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=2592000")
        .doesNotContain("Secure", READ_KEY);
    assertThat(how("Cookie", trade(READ_KEY))).isEqualTo("true false cookie");
    assertThat(how("X-API-Key", WRITE_KEY)).isEqualTo("true true key");
    assertThat(how(PROXY)).isEqualTo("true false open");
    assertThat(how()).isEqualTo("true true loopback");
    assertThat(server.send("DELETE", "/api/v1/session", PROXY).header("Set-Cookie").orElseThrow())
        .contains("lince_session=;", "Max-Age=0");
    refused(server.send("POST", "/api/v1/session"), 401, "begins with a key");
  }

  @Test
  void marksTheCookieForHttpsOnlyWhereItCameThatWay() {
    assertThat(
            server
                .send(
                    "POST",
                    "/api/v1/session",
                    "Authorization",
                    "Bearer " + READ_KEY,
                    "X-Forwarded-Proto",
                    "https")
                .header("Set-Cookie")
                .orElseThrow())
        .contains("; Secure");
  }

  @Test
  void takesAForgedCookieForNone() {
    String good = trade(WRITE_KEY);
    String[] parts = good.split("\\.", -1);
    String reader = trade(READ_KEY).split("\\.", -1)[2];
    List<String> forged =
        List.of(
            "lince_session=",
            "lince_session=x.y.z",
            parts[0] + ".99999999999." + parts[2],
            parts[0] + ".1." + parts[2],
            parts[0] + "." + parts[1] + "." + reader,
            "lince_session=first." + parts[1] + "." + parts[2],
            good + "A");
    assertThat(how(through("Cookie", good))).isEqualTo("true true cookie");
    for (String cookie : forged) {
      assertThat(how(through("Cookie", cookie))).as(cookie).isEqualTo("true false open");
      refused(server.send("POST", NOTHING, through("Cookie", cookie)), 401, "needs a key");
    }
  }

  @Test
  void asksEverybodyForAKeyWhereReadingNeedsOne() {
    for (String path :
        List.of(
            "/api/v1/status",
            "/api/v1/events",
            "/static/a.jpg",
            "/metrics",
            "/API/v1/status",
            "/pages/a.js",
            "/page")) {
      refused(strict.get(path), 401, "needs a key");
    }
    refused(strict.search("/search-similar-images/", Album.JPEG), 401, "needs a key");
    for (String path :
        List.of(
            "/",
            "/page/lit/lit-html.js",
            "/health",
            "/docs/",
            "/redoc",
            "/openapi.json",
            "/docs/docs.js")) {
      assertThat(strict.get(path).status()).as(path).isEqualTo(200);
    }
    assertThat(strict.get("/api/v1/status", "X-API-Key", READ_KEY).status()).isEqualTo(200);
    assertThat(strict.get("/api/v1/session").json().get("may_read").booleanValue()).isFalse();
  }

  @Test
  void writesNoKeyIntoTheLog() {
    try (LogCapture log = LogCapture.of("dev.lince")) {
      Answer inAddress = server.get("/health?key=" + WRITE_KEY);
      server.send("POST", NOTHING, "X-API-Key", WRITE_KEY);
      server.send("POST", "/api/v1/session", "Authorization", "Bearer " + WRITE_KEY);
      Answer last = server.get("/health", "X-API-Key", WRITE_KEY + "-wrong");
      log.await(inAddress.header("X-Request-Id").orElseThrow(), "/health");
      log.await(last.header("X-Request-Id").orElseThrow(), "/health");
      assertThat(inAddress.text()).doesNotContain(WRITE_KEY);
      assertThat(log.soFar()).noneMatch(line -> line.getFormattedMessage().contains(WRITE_KEY));
    }
  }

  @Test
  void keepsHashesAndNoKeysInAFileOfItsOwner() throws Exception {
    String secret = FILE.add("tablet", Right.READ);

    assertThat(secret).matches("lince_[A-Za-z0-9_-]{43}");
    assertThat(Files.readString(keyFile())).contains("tablet").doesNotContain(secret);
    if (Files.getFileStore(keyFile()).supportsFileAttributeView("posix")) {
      assertThat(Files.getPosixFilePermissions(keyFile())).hasSize(2);
    }
    assertThat(KEYS.all().toString()).doesNotContain(READ_KEY, KEYS.all().getFirst().sha256());
    FILE.revoke("tablet");
  }

  private static Path keyFile() {
    return FOLDER.resolve("keys.json");
  }

  private static String how(String... headers) {
    var session = server.get("/api/v1/session", headers).json();
    return "%s %s %s"
        .formatted(
            session.get("may_read").booleanValue(),
            session.get("may_write").booleanValue(),
            session.get("how").stringValue());
  }

  private static String trade(String key) {
    String cookie =
        server
            .send("POST", "/api/v1/session", "Authorization", "Bearer " + key)
            .header("Set-Cookie")
            .orElseThrow();
    return cookie.substring(0, cookie.indexOf(';'));
  }

  private static String[] through(String... headers) {
    return new String[] {headers[0], headers[1], PROXY[0], PROXY[1]};
  }

  private static void refused(Answer answer, int status, String sentence) {
    assertThat(answer.refusal(status)).contains(sentence);
    if (status == 401) {
      assertThat(answer.header("WWW-Authenticate")).contains("Bearer realm=\"lince\"");
    }
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("lince-keys");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
