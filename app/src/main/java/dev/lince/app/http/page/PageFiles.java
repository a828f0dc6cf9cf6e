package dev.lince.app.http.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;

/**
 * The table of the page's files, read when the first is asked for: its own, and those of lit-html
 * that may be imported. Two things are left out of the latter on purpose: what writes unchecked
 * HTML, and what writes style attributes, which the page's policy forbids.
 *
 * <p>The start names all others below a folder that is called by the hash of their contents, and
 * they name each other relatively; so a browser keeps them for good, and another build has others.
 * Safe for use by several threads.
 */
final class PageFiles {
  private static final String ROOT = "/dev/lince/app/page/";
  private static final String START = "index.html";

  private static final List<String> LIT_FILES =
      List.of(
          "async-directive.js",
          "directive.js",
          "directive-helpers.js",
          "directives/cache.js",
          "directives/class-map.js",
          "directives/guard.js",
          "directives/if-defined.js",
          "directives/keyed.js",
          "directives/live.js",
          "directives/map.js",
          "directives/ref.js",
          "directives/repeat.js",
          "directives/when.js",
          "lit-html.js");

  private static final Map<String, MediaType> TYPES =
      Map.of(
          "css", MediaType.parseMediaType("text/css;charset=utf-8"),
          "html", MediaType.parseMediaType("text/html;charset=utf-8"),
          "ico", MediaType.parseMediaType("image/x-icon"),
          "js", MediaType.parseMediaType("text/javascript;charset=utf-8"),
          "json", MediaType.APPLICATION_JSON,
          "png", MediaType.IMAGE_PNG,
          "svg", MediaType.parseMediaType("image/svg+xml"),
          "webmanifest", MediaType.parseMediaType("application/manifest+json"),
          "woff2", MediaType.parseMediaType("font/woff2"));

  private @Nullable Table table;

  private record Table(PageFile start, String hash, Map<String, PageFile> others) {}

  /** What {@code GET /} answers. */
  PageFile start() {
    return table().start();
  }

  /**
   * The file of a path below {@code /page/}.
   *
   * @param path as {@code script/main.js}
   */
  Optional<PageFile> find(String path) {
    return Optional.ofNullable(table().others().get(path));
  }

  /** The file of a path that begins with the hash of this build; empty for any other. */
  Optional<PageFile> findForGood(String path) {
    String folder = table().hash() + "/";
    return path.startsWith(folder) ? find(path.substring(folder.length())) : Optional.empty();
  }

  private synchronized Table table() {
    Table known = table;
    if (known == null) {
      known = read();
      table = known;
    }
    return known;
  }

  private static Table read() {
    Map<String, byte[]> own = ownFiles();
    byte[] start = Objects.requireNonNull(own.remove(START), "The build has no index.html.");
    Map<String, PageFile> others = new TreeMap<>();
    own.forEach((path, bytes) -> others.put(path, file(path, bytes)));
    String lit = "/META-INF/resources/webjars/lit-html/%s/".formatted(litVersion());
    LIT_FILES.forEach(path -> others.put("lit/" + path, file(path, bytes(lit + path))));
    String hash = PageFile.hashOf(others.values());
    String text = Modules.linkedIn(new String(start, StandardCharsets.UTF_8), others);
    return new Table(file(START, below(hash, text)), hash, Map.copyOf(others));
  }

  private static byte[] below(String hash, String start) {
    return start.replace("=\"page/", "=\"page/" + hash + "/").getBytes(StandardCharsets.UTF_8);
  }

  private static PageFile file(String path, byte[] bytes) {
    MediaType type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    return PageFile.of(
        Objects.requireNonNull(type, () -> "The page has no media type for %s.".formatted(path)),
        bytes);
  }

  private static Map<String, byte[]> ownFiles() {
    Map<String, byte[]> own = new TreeMap<>();
    try {
      Resource[] found =
          new PathMatchingResourcePatternResolver(PageFiles.class.getClassLoader())
              .getResources("classpath:" + ROOT.substring(1) + "**/*.*");
      for (Resource one : found) {
        String url = one.getURL().toString();
        own.put(url.substring(url.lastIndexOf(ROOT) + ROOT.length()), one.getContentAsByteArray());
      }
      return own;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String resource) {
    try (InputStream in = PageFiles.class.getResourceAsStream(resource)) {
      return Objects.requireNonNull(in, () -> resource + " is missing from this build.")
          .readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String litVersion() {
    try (InputStream in = PageFiles.class.getResourceAsStream("build.properties")) {
      Properties written = new Properties();
      written.load(Objects.requireNonNull(in));
      return Objects.requireNonNull(written.getProperty("lit-html"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
