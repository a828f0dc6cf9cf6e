package dev.lince.app.keys;

import java.util.Locale;
import java.util.Optional;

/** What a key lets its owner do. */
public enum Right {
  /** To search, and to fetch pictures. */
  READ,
  /** To change the library too. */
  WRITE;

  /** As the file and the command line write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Right> of(String word) {
    return switch (word) {
      case "read" -> Optional.of(READ);
      case "write" -> Optional.of(WRITE);
      default -> Optional.empty();
    };
  }
}
