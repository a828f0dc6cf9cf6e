package dev.lince.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.app.http.page.PageRoom;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
  private static final String SCRIPT = "/page/lit/lit-html.js";
  private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"#]+)\"");
  private static final Pattern IMPORT =
      Pattern.compile("(?:from|import|import\\()\\s*[\"']([./][^\"']*\\.js)[\"']");
  private static final Pattern IMPORT_OF_STYLE =
      Pattern.compile("(?:@import\\s+|url\\()[\"']?([^\"')]+)");

  @RegisterExtension static final RunningServer server = new RunningServer(PageRoom.of());

  @Test
  void bringsEverythingThatItLoads() {
    Deque<URI> next = new ArrayDeque<>(Set.of(URI.create("/")));
    Set<URI> seen = new TreeSet<>(next);
    while (!next.isEmpty()) {
      URI address = next.remove();
      Answer answer = server.get(address.toString());
      assertThat(answer.status()).as(address.toString()).isEqualTo(200);
      for (String reference : references(answer)) {
        URI absolute = address.resolve(reference);
        assertThat(absolute.isAbsolute()).as("%s names %s", address, reference).isFalse();
        if (seen.add(absolute)) {
          next.add(absolute);
        }
      }
    }

    assertThat(seen).hasSizeGreaterThan(1);
  }

  private static Set<String> references(Answer answer) {
    Set<String> references = new TreeSet<>();
    String type = answer.header("Content-Type").orElseThrow();
    if (type.startsWith("text/html")) {
      find(REFERENCE, answer, references);
    } else if (type.startsWith("text/javascript")) {
      find(IMPORT, answer, references);
    } else if (type.startsWith("text/css")) {
      find(IMPORT_OF_STYLE, answer, references);
    }
    references.removeIf(reference -> reference.startsWith("data:"));
    return references;
  }

  private static void find(Pattern pattern, Answer answer, Set<String> references) {
    pattern
        .matcher(answer.text())
        .results()
        .map((MatchResult match) -> match.group(1))
        .forEach(references::add);
  }

  @Test
  void hasNoScriptAndNoStyleInItsOwnText() {
    assertThat(server.get("/").text())
        .doesNotContainPattern("<script(?![^>]*\\ssrc=)")
        .doesNotContainPattern("<style|\\sstyle=|\\son[a-z]+=")
        .doesNotContainPattern("(?:src|href)=\"/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", SCRIPT})
  void tellsTheBrowserToLoadNothingFromElsewhereAndNothingInline(String path) {
    assertThat(server.get(path).header("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; ")
        .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'")
        .doesNotContain("unsafe", "http:", "https:", "*");
    assertThat(server.get(path).header("X-Content-Type-Options")).contains("nosniff");
  }

  @ParameterizedTest
  @CsvSource({"/, text/html;charset=utf-8", "/page/lit/lit-html.js, text/javascript;charset=utf-8"})
  void saysWhatEachFileIs(String path, String type) {
    assertThat(server.get(path).header("Content-Type").orElseThrow()).isEqualToIgnoringCase(type);
  }

  @Test
  void namesFilesThatABrowserMayKeepForGood() {
    Answer start = server.get("/");
    String kept = find(REFERENCE, start);

    assertThat(start.header("Cache-Control")).contains("no-cache");
    assertThat(kept).matches("page/[0-9a-f]{16}/.+");
    assertThat(server.get("/" + kept).header("Cache-Control").orElseThrow())
        .contains("max-age=31536000", "immutable");
    String plain = kept.replaceFirst("/[0-9a-f]{16}/", "/");
    assertThat(server.get("/" + plain).header("Cache-Control")).contains("no-cache");
    assertThat(server.get("/" + plain).body()).isEqualTo(server.get("/" + kept).body());
    assertThat(server.get("/" + kept.replaceFirst("/[0-9a-f]{16}/", "/0123456789abcdef/")).status())
        .isEqualTo(404);
  }

  private static String find(Pattern pattern, Answer answer) {
    return pattern
        .matcher(answer.text())
        .results()
        .map((MatchResult match) -> match.group(1))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate, gzip;q=0.5", "br,GZIP"})
  void comesCompressedWhereTheBrowserTakesThat(String accepted) throws IOException {
    Answer plain = server.get(SCRIPT);
    Answer compressed = server.get(SCRIPT, "Accept-Encoding", accepted);

    assertThat(plain.header("Content-Encoding")).isEmpty();
    assertThat(compressed.header("Content-Encoding")).contains("gzip");
    assertThat(compressed.headers().get("Vary")).contains("Accept-Encoding");
    assertThat(compressed.body().length).isLessThan(plain.body().length / 2);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes())
        .isEqualTo(plain.body());
    assertThat(compressed.header("ETag")).isNotEqualTo(plain.header("ETag"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip;q=0", "gzip; q=0.000", "br", "identity", ""})
  void comesAsItIsWhereTheBrowserDoesNotTakeThat(String accepted) {
    Answer answer = server.get(SCRIPT, "Accept-Encoding", accepted);

    assertThat(answer.header("Content-Encoding")).isEmpty();
    assertThat(answer.headers().get("Vary")).contains("Accept-Encoding");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", SCRIPT})
  void isNotSentAgainToABrowserThatHasIt(String path) {
    for (String coding : new String[] {"identity", "gzip"}) {
      String etag = server.get(path, "Accept-Encoding", coding).header("ETag").orElseThrow();

      Answer again = server.get(path, "Accept-Encoding", coding, "If-None-Match", etag);

      assertThat(again.status()).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(again.header("Content-Security-Policy")).isPresent();
    }
    assertThat(server.get(path, "If-None-Match", "\"another\"").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", SCRIPT})
  void hasHeadersWithoutABody(String path) {
    Answer head = server.send("HEAD", path);

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.header("Content-Length"))
        .contains(Integer.toString(server.get(path).body().length));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/page",
        "/page/",
        "/page/index.html",
        "/page/lit",
        "/page/lit/",
        "/page/lit/lit-html.js/",
        "/page/lit/directives/unsafe-html.js",
        "/page/lit/directives/style-map.js",
        "/page/lit/package.json",
        "/page/build.properties",
        "/page/../http/openapi.json",
        "/page/..%2fhttp%2fopenapi.json",
        "/page/%2e%2e/http/docs.html",
        "/page/lit/../../http/docs.html",
        "/page//lit/lit-html.js",
        "/page/lit%2flit-html.js",
        "/page/classpath:dev/lince/app/http/openapi.json",
        "/page/file:/etc/passwd",
        "/page/PageFiles.class",
        "/page/lit/LIT-HTML.js"
      })
  void sendsNothingThatIsNotInItsTable(String path) {
    Answer answer =
        server.raw(
            "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".formatted(path));

    assertThat(answer.status()).as(answer.text()).isIn(400, 404);
  }

  @Test
  void isNotAskedToChange() {
    Answer answer = server.send(server.request("/").POST(HttpRequest.BodyPublishers.ofString("x")));

    assertThat(answer.status()).isEqualTo(405);
  }
}
