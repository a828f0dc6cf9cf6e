package dev.lince.app.http.keys;

import dev.lince.app.keys.AccessKeys;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds keys where they do not belong: addresses end up in histories, logs and bookmarks. */
final class KeyInAddress {
  private static final Set<String> NAMES =
      Set.of("key", "api_key", "apikey", "access_token", "token");

  private KeyInAddress() {}

  /**
   * Whether a parameter is called like a key or is one that is known.
   *
   * @param query of the address, as it came
   */
  static boolean in(@Nullable String query, AccessKeys keys) {
    if (query == null || query.isEmpty()) {
      return false;
    }
    for (String pair : query.split("[&;]", -1)) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = decode(pair.substring(equals + 1));
      if (NAMES.contains(name.strip().toLowerCase(Locale.ROOT)) || keys.find(value).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** Whoever answers the request refuses what is not encoded well. */
  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }
}
