package dev.lince.app.config;

import dev.lince.app.keys.KnownKey;
import java.util.Optional;

/**
 * The key that a command shows to the server. Its text form does not show it.
 *
 * @param secret the key itself
 */
public record CallerKey(String secret) {
  /**
   * That of {@code LINCE_KEY}, empty where it is not set.
   *
   * @throws SettingRefused where it is no key
   */
  public static Optional<CallerKey> of(Sources sources) {
    Given given = sources.find(Variable.LINCE_KEY);
    if (given.text().isEmpty()) {
      return Optional.empty();
    }
    if (!KnownKey.isSecret(given.text())) {
      throw given.refuseSecret(
          "this is no key; 16 to 200 printable ASCII characters are allowed, without comma and space.");
    }
    return Optional.of(new CallerKey(given.text()));
  }

  @Override
  public String toString() {
    return "a key";
  }
}
