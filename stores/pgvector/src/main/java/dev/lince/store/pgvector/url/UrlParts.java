package dev.lince.store.pgvector.url;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URL's parts as written, escapes and all; {@code null} where the part is missing altogether.
 *
 * <p>Where the user's part ends is the one hard question, because people write passwords without
 * escaping them. libpq ends it at the first {@code @} before any {@code /}, SQLAlchemy at the first
 * {@code @} of all. Hosts hold no {@code @}, so here it is the last one before {@code /} or {@code
 * ?}; only where what stands there cannot be hosts, SQLAlchemy's way reads {@code u:p/w@host}. What
 * both ways would still read differently is refused.
 */
record UrlParts(
    @Nullable String user,
    @Nullable String password,
    String hosts,
    @Nullable String database,
    @Nullable String query) {
  private static final Pattern HOSTS =
      Pattern.compile(
          "(?:\\[[^\\]]*\\]|[^:,\\[]*)(?::\\d+)?(?:,(?:\\[[^\\]]*\\]|[^:,\\[]*)(?::\\d+)?)*");

  /** Takes apart what stands behind {@code //}. */
  static UrlParts split(String text) {
    int at = endOfUserPart(text);
    String server = text.substring(at + 1);
    int end = endOfHosts(server);
    String hosts = server.substring(0, end);
    int question = server.indexOf('?', end);
    String path = question < 0 ? server.substring(end) : server.substring(end, question);
    if (path.indexOf('@') >= 0 && (at >= 0 || hosts.indexOf(':') >= 0)) {
      throw new DatabaseUrlRefused(
          "a / stands before an @, so where the password ends is unclear; write %40 for @, %2F for /"
              + " and %3A for : in user, password and database.");
    }
    String userPart = at < 0 ? "" : text.substring(0, at);
    int colon = userPart.indexOf(':');
    return new UrlParts(
        at < 0 ? null : colon < 0 ? userPart : userPart.substring(0, colon),
        colon < 0 ? null : userPart.substring(colon + 1),
        hosts,
        path.isEmpty() ? null : path.substring(1),
        question < 0 ? null : server.substring(question + 1));
  }

  private static int endOfUserPart(String text) {
    int end = endOfHosts(text);
    int at = text.lastIndexOf('@', end - 1);
    if (at < 0 && !HOSTS.matcher(text.substring(0, end)).matches()) {
      return text.indexOf('@', end);
    }
    return at;
  }

  private static int endOfHosts(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '/' || text.charAt(i) == '?') {
        return i;
      }
    }
    return text.length();
  }
}
