package dev.lince.app.config;

import dev.lince.app.keys.KnownKey;
import java.util.List;

/**
 * Who may do what.
 *
 * @param given hashes of the keys that the environment has; shows none of them
 * @param required whether reading needs a key too
 */
public record AccessSettings(List<KnownKey> given, boolean required) {
  /** Copies the keys. */
  public AccessSettings {
    given = List.copyOf(given);
  }
}
