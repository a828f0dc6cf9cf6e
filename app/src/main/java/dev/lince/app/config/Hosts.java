package dev.lince.app.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads {@code LINCE_ALLOWED_HOSTS}. */
final class Hosts {
  private static final Pattern NAME =
      Pattern.compile("\\*|[\\p{L}\\p{N}_-]+(\\.[\\p{L}\\p{N}_-]+)*");

  private Hosts() {}

  /** Lower case; {@code *} stands for any. */
  static List<String> parse(Given given) {
    return Arrays.stream(given.text().split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .map(part -> name(given, part))
        .distinct()
        .toList();
  }

  private static String name(Given given, String part) {
    if (!NAME.matcher(part).matches()) {
      throw given.refuse(
          part,
          "names such as photos.example.org are allowed, several with commas between, or * for any;"
              + " no scheme, no port.");
    }
    return part.toLowerCase(Locale.ROOT);
  }
}
