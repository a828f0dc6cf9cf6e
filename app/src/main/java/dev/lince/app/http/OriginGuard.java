package dev.lince.app.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells browsers which pages may read answers (the Fetch standard's CORS), and refuses writes that
 * a foreign page makes its visitor's browser send. A listed origin is trusted with both, wherever
 * it lies; programs that are no browsers send neither {@code Origin} nor {@code Sec-Fetch-Site} and
 * are not concerned.
 */
final class OriginGuard extends OncePerRequestFilter {
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
  private static final String ANY = "*";
  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
  private static final String READABLE_HEADERS =
      "Accept-Ranges, Content-Length, Content-Range, ETag, Last-Modified, Location, Retry-After, Server-Timing, X-Request-Id";
  private static final String PREFLIGHT_SECONDS = "600";

  private final Set<String> allowed;

  OriginGuard(List<String> allowedOrigins) {
    allowed =
        allowedOrigins.stream().map(OriginGuard::plain).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    List<String> origins = Collections.list(request.getHeaders(HttpHeaders.ORIGIN));
    boolean listed = origins.size() == 1 && isListed(origins.getFirst());
    response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    if (listed) {
      addAllowHeaders(origins.getFirst(), response);
    }
    if (isPreflight(request)) {
      answerPreflight(request, response, listed);
    } else if (isWrite(request) && !listed && isForeign(request, origins)) {
      Problem.of(
              403,
              "A page of another origin sent this, and its origin is not in ALLOWED_ORIGINS; add it there if you trust it.")
          .send(request, response);
    } else {
      chain.doFilter(request, response);
    }
  }

  private boolean isListed(String origin) {
    return allowed.contains(ANY) || allowed.contains(plain(origin));
  }

  private void addAllowHeaders(String origin, HttpServletResponse response) {
    boolean any = allowed.contains(ANY);
    response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, any ? ANY : origin);
    if (!any) {
      response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
    }
    response.setHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, READABLE_HEADERS);
  }

  private static boolean isPreflight(HttpServletRequest request) {
    return request.getMethod().equals("OPTIONS")
        && request.getHeader(HttpHeaders.ORIGIN) != null
        && request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null;
  }

  private static void answerPreflight(
      HttpServletRequest request, HttpServletResponse response, boolean listed) {
    response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
    if (listed) {
      response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
      response.setHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS);
      String wanted = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
      if (wanted != null) {
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, wanted);
      }
    }
    response.setStatus(HttpServletResponse.SC_OK);
  }

  private static boolean isWrite(HttpServletRequest request) {
    return !READS.contains(request.getMethod());
  }

  private static boolean isForeign(HttpServletRequest request, List<String> origins) {
    String site = request.getHeader("Sec-Fetch-Site");
    return "cross-site".equalsIgnoreCase(site)
        || (!origins.isEmpty() && !(origins.size() == 1 && isOwn(request, origins.getFirst())));
  }

  /**
   * Scheme and Host of the request. Behind a proxy that ends TLS the schemes differ; there the
   * browser's own word for it, which no page can set, counts.
   */
  private static boolean isOwn(HttpServletRequest request, String origin) {
    String host = request.getHeader(HttpHeaders.HOST);
    String plain = plain(origin);
    return plain.equals(plain(request.getScheme() + "://" + host))
        || ("same-origin".equals(request.getHeader("Sec-Fetch-Site"))
            && plain.equals(plain("https://" + host)));
  }

  /** Lower case, no trailing slash, no default port: how browsers write an origin. */
  private static String plain(String origin) {
    return origin
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceFirst("/$", "")
        .replaceFirst("^(http://.*):80$", "$1")
        .replaceFirst("^(https://.*):443$", "$1");
  }
}
