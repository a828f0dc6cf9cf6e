package dev.lince.app.http;

import static dev.lince.app.http.Album.JPEG;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaticTest {
  @RegisterExtension static final RunningServer server = new RunningServer();

  @BeforeEach
  void fillTheAlbum() {
    server.album().put("imagen1.jpg", JPEG);
    server.album().put("verano/niño #1 100%.jpg", JPEG);
    server.album().put("page.jpg", "<html><script>1</script>".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void servesAPictureSoThatABrowserTakesItForNothingElse() {
    Answer answer = server.get("/static/imagen1.jpg");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(JPEG);
    assertThat(answer.header("Content-Type")).contains("image/jpeg");
    assertThat(answer.header("Content-Length")).contains(Integer.toString(JPEG.length));
    assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.header("Content-Security-Policy"))
        .contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox");
    assertThat(answer.header("Last-Modified")).contains("Mon, 06 May 2024 07:08:09 GMT");
    assertThat(answer.header("Accept-Ranges")).contains("bytes");
  }

  @Test
  void servesEveryPathThatASearchAnswers() {
    assertThat(server.get("/static/verano/ni%C3%B1o%20%231%20100%25.jpg").body()).isEqualTo(JPEG);
    assertThat(server.get("/static/verano/nin%CC%83o%20%231%20100%25.jpg").body()).isEqualTo(JPEG);
  }

  @Test
  void sendsOnlyTheHeadersForHead() {
    Answer answer = server.send("HEAD", "/static/imagen1.jpg");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Length")).contains(Integer.toString(JPEG.length));
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void sendsNothingWhileNothingChanged() {
    Answer first = server.get("/static/imagen1.jpg");
    String etag = first.header("ETag").orElseThrow();

    Answer byTag = server.get("/static/imagen1.jpg", "If-None-Match", "\"x\", " + etag);
    Answer byTime =
        server.get(
            "/static/imagen1.jpg",
            "If-Modified-Since",
            first.header("Last-Modified").orElseThrow());
    server.album().put("imagen1.jpg", Arrays.copyOf(JPEG, 50));
    Answer changed = server.get("/static/imagen1.jpg", "If-None-Match", etag);

    assertThat(byTag.status()).isEqualTo(304);
    assertThat(byTag.body()).isEmpty();
    assertThat(byTag.header("ETag")).contains(etag);
    assertThat(byTime.status()).isEqualTo(304);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.body()).hasSize(50);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-3, 0, 3",
    "bytes=4-, 4, 19",
    "bytes=-5, 15, 19",
    "bytes=10-999, 10, 19",
    "bytes=-999, 0, 19"
  })
  void sendsARange(String wanted, int first, int last) {
    assertThat(JPEG).hasSize(20);

    Answer answer = server.get("/static/imagen1.jpg", "Range", wanted);

    assertThat(answer.status()).isEqualTo(206);
    assertThat(answer.header("Content-Range")).contains("bytes %d-%d/20".formatted(first, last));
    assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(JPEG, first, last + 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=20-", "bytes=900-1000", "bytes=-0", "bytes=5-4"})
  void refusesARangeOutsideThePicture(String wanted) {
    Answer answer = server.get("/static/imagen1.jpg", "Range", wanted);

    answer.problem(416);
    assertThat(answer.header("Content-Range")).contains("bytes */20");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=",
        "bytes=-",
        "bytes= -",
        "bytes=- ",
        "lines=1-2",
        "bytes=0-1,5-6",
        "bytes=a-b"
      })
  void sendsTheWholeWhereItDoesNotKnowTheRange(String wanted) {
    Answer answer = server.get("/static/imagen1.jpg", "Range", wanted);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(JPEG);
  }

  @Test
  void sendsTheRangeOnlyOfTheVersionThatTheClientHas() {
    String etag = server.get("/static/imagen1.jpg").header("ETag").orElseThrow();

    Answer same = server.get("/static/imagen1.jpg", "Range", "bytes=0-1", "If-Range", etag);
    Answer other = server.get("/static/imagen1.jpg", "Range", "bytes=0-1", "If-Range", "\"x\"");

    assertThat(same.status()).isEqualTo(206);
    assertThat(other.status()).isEqualTo(200);
  }

  @Test
  void servesNothingThatIsNoPicture() {
    server.get("/static/page.jpg").problem(404);
    server.get("/static/verano").problem(404);
    server.get("/static/").problem(404);
    server.get("/static").problem(404);
  }

  /** Paths go out as they stand here: no client library tidies them up. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/static/../secret.jpg",
        "/static/%2e%2e/secret.jpg",
        "/static/%2E./secret.jpg",
        "/static/%252e%252e/secret.jpg",
        "/static/verano/../../secret.jpg",
        "/static/..%2fsecret.jpg",
        "/static/..%5csecret.jpg",
        "/static/..\\secret.jpg",
        "/static/%c0%ae%c0%ae/secret.jpg",
        "/static/%e0%80%ae./secret.jpg",
        "/static/..;/secret.jpg",
        "/static;x/../secret.jpg",
        "/static//etc/passwd",
        "/static/%2fetc/passwd",
        "/static///secret.jpg",
        "//static/secret.jpg",
        "/static/./imagen1.jpg",
        "/static/imagen1.jpg%00.png",
        "/static/imagen1.jpg/",
        "/static/link.jpg",
        "/static/imagen1.jpg%",
        "/static/%zz.jpg",
        "/static/%ff.jpg",
        "/static/CON",
        "/static/NUL.jpg",
        "/static/C:%5cwindows%5cx.jpg",
        "/static/imagen1.jpg::$DATA",
        "/static/file:imagen1.jpg",
        "/static/a%0d%0aX-Evil:1.jpg"
      })
  void servesNothingFromOutside(String path) throws IOException {
    Files.write(server.outside().resolve("secret.jpg"), JPEG);
    Files.deleteIfExists(server.outside().resolve("images/link.jpg"));
    Files.createSymbolicLink(
        server.outside().resolve("images/link.jpg"), server.outside().resolve("secret.jpg"));

    Answer answer =
        server.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    answer.problem(answer.status() == 400 ? 400 : 404);
    assertThat(answer.header("X-Evil")).isEmpty();
  }
}
