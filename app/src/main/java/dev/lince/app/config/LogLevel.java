package dev.lince.app.config;

import java.util.Locale;
import java.util.Optional;

/** How much the log says, from nothing to everything. */
public enum LogLevel {
  OFF,
  ERROR,
  WARN,
  INFO,
  DEBUG,
  TRACE;

  /** Python's names and Java's, in any case. */
  static Optional<LogLevel> named(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "OFF" -> Optional.of(OFF);
      case "CRITICAL", "FATAL", "ERROR" -> Optional.of(ERROR);
      case "WARNING", "WARN" -> Optional.of(WARN);
      case "INFO" -> Optional.of(INFO);
      case "DEBUG" -> Optional.of(DEBUG);
      case "TRACE", "NOTSET" -> Optional.of(TRACE);
      default -> Optional.empty();
    };
  }
}
