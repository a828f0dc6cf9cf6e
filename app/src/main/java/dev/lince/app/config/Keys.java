package dev.lince.app.config;

import dev.lince.app.keys.KnownKey;
import dev.lince.app.keys.Right;
import java.util.Arrays;
import java.util.List;

/** Reads {@code LINCE_READ_KEYS} and {@code LINCE_WRITE_KEYS}; only hashes go on from here. */
final class Keys {
  private Keys() {}

  static List<KnownKey> parse(Given given, Right right) {
    return Arrays.stream(given.text().split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .map(part -> key(given, right, part))
        .distinct()
        .toList();
  }

  private static KnownKey key(Given given, Right right, String part) {
    if (!KnownKey.isSecret(part)) {
      throw given.refuseSecret(
          "one of them is no key; 16 to 200 printable ASCII characters are allowed, without comma and space.");
    }
    return KnownKey.given(right, part);
  }
}
