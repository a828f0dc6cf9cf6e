package dev.lince.app.http.page;

import dev.lince.app.http.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** Sends the page. */
@RestController
class PageController {
  /** Nothing from another host, and no script or style that stands in the page itself. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final CacheControl ASK_EACH_TIME = CacheControl.noCache();
  private static final CacheControl KEEP =
      CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

  private final PageFiles files;

  PageController(PageFiles files) {
    this.files = files;
  }

  @RequestMapping(
      path = "/",
      method = {RequestMethod.GET, RequestMethod.HEAD})
  void start(HttpServletRequest request, HttpServletResponse response) throws IOException {
    send(files.start(), ASK_EACH_TIME, request, response);
  }

  @RequestMapping(
      path = "/page/{*path}",
      method = {RequestMethod.GET, RequestMethod.HEAD})
  void file(@PathVariable String path, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String below = path.replaceFirst("^/", "");
    Optional<PageFile> kept = files.findForGood(below);
    PageFile file =
        kept.or(() -> files.find(below))
            .orElseThrow(() -> new Refused(404, "The page has no such file; reload it."));
    send(file, kept.isPresent() ? KEEP : ASK_EACH_TIME, request, response);
  }

  private static void send(
      PageFile file, CacheControl caching, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] gzipped = file.gzipped();
    boolean compressed = gzipped != null && takesGzip(request);
    byte[] body = gzipped != null && compressed ? gzipped : file.plain();
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader(HttpHeaders.CACHE_CONTROL, caching.getHeaderValue());
    response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    if (new ServletWebRequest(request, response).checkNotModified(file.etag(compressed))) {
      return;
    }
    response.setContentType(file.type().toString());
    if (compressed) {
      response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    response.setContentLength(body.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(body);
    }
  }

  /** RFC 9110, section 12.5.3, as far as browsers use it: named, and not with a weight of 0. */
  private static boolean takesGzip(HttpServletRequest request) {
    return Collections.list(request.getHeaders(HttpHeaders.ACCEPT_ENCODING)).stream()
        .flatMap(header -> Stream.of(header.split(",", -1)))
        .map(coding -> coding.replaceAll("\\s", "").toLowerCase(Locale.ROOT))
        .anyMatch(coding -> coding.matches("gzip(;q=(?!0(\\.0*)?$).*)?"));
  }
}
