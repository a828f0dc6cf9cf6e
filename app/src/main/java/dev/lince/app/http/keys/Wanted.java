package dev.lince.app.http.keys;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.http.server.PathContainer;

/**
 * What a request needs. Addresses are read as the dispatcher reads them: segment by segment,
 * decoded once, without {@code ;parameters}. Writing is what every method needs that does not only
 * read, unless the address is spelled exactly as one of the known exceptions, so that no other
 * spelling leads around it.
 */
enum Wanted {
  NOTHING,
  READ,
  WRITE;

  private static final String SESSION = "/api/v1/session";
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> OPEN =
      Set.of("", "/health", "/docs", "/redoc", "/openapi.json", SESSION);
  private static final Set<String> OPEN_FOLDERS = Set.of("/docs/", "/page/");
  private static final Set<String> POSTED_READS =
      Set.of("/search-similar-images", "/api/v1/search");

  static Wanted by(HttpServletRequest request) {
    String path = path(request.getRequestURI());
    String method = request.getMethod();
    if (path.equals(SESSION)) {
      return NOTHING;
    }
    if (READS.contains(method)) {
      return OPEN.contains(path) || OPEN_FOLDERS.stream().anyMatch(path::startsWith)
          ? NOTHING
          : READ;
    }
    return method.equals("POST") && POSTED_READS.contains(path) ? READ : WRITE;
  }

  /** Without one slash at the end; a word that is no address where it cannot be read. */
  private static String path(String uri) {
    StringBuilder path = new StringBuilder();
    try {
      for (PathContainer.Element element : PathContainer.parsePath(uri).elements()) {
        String value =
            element instanceof PathContainer.PathSegment segment
                ? segment.valueToMatch()
                : element.value();
        if (element instanceof PathContainer.PathSegment && value.contains("/")) {
          return "?";
        }
        path.append(value);
      }
    } catch (IllegalArgumentException notEncoded) {
      return "?";
    }
    return path.toString().endsWith("/") ? path.substring(0, path.length() - 1) : path.toString();
  }
}
