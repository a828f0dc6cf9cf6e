package dev.lince.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code ALLOWED_ORIGINS}. */
final class Origins {
  /** RFC 6454, section 6.2: scheme, host, port. */
  private static final Pattern ORIGIN =
      Pattern.compile(
          "([a-z][a-z0-9+.-]*)://(\\[[0-9a-f:.]+]|[^/?#@:\\s\\[\\]*,]+)(?::(\\d{1,5}))?");

  private Origins() {}

  /** As browsers send them: lower case, without the port that the scheme implies. */
  static List<String> parse(Given given) {
    List<String> origins = new ArrayList<>();
    for (String part : given.text().split(",", -1)) {
      if (!part.isBlank()) {
        origins.add(origin(given, part.strip()));
      }
    }
    return origins.stream().distinct().toList();
  }

  private static String origin(Given given, String part) {
    Matcher matcher = ORIGIN.matcher(part.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw given.refuse(
          part,
          "scheme://host or scheme://host:port is allowed, several with commas between; no path, no"
              + " slash at the end, no *.");
    }
    String scheme = matcher.group(1);
    String port = matcher.group(3);
    boolean implied =
        port == null
            || (scheme.equals("http") && port.equals("80"))
            || (scheme.equals("https") && port.equals("443"));
    return "%s://%s%s".formatted(scheme, matcher.group(2), implied ? "" : ":" + port);
  }
}
