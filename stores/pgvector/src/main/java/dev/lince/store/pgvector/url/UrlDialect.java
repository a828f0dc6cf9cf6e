package dev.lince.store.pgvector.url;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose rules a database URL follows; its scheme tells. They differ in {@code +} and {@code ssl=}.
 */
enum UrlDialect {
  /** {@code postgresql://} and {@code postgres://}. */
  LIBPQ,
  /** {@code postgresql+psycopg2://} and every other driver behind the plus. */
  SQLALCHEMY,
  /** {@code jdbc:postgresql://} and {@code jdbc:postgresql:database}. */
  JDBC;

  private static final Pattern SCHEME =
      Pattern.compile("(?:(jdbc:)postgresql:|postgres(?:ql)?(\\+\\w+)?:(?=//))");

  /** The dialect, and what stands behind the scheme, {@code //} included where it is there. */
  record Recognized(UrlDialect dialect, String rest) {}

  static Recognized recognize(String text) {
    Matcher matcher = SCHEME.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.lookingAt()) {
      throw new DatabaseUrlRefused(
          "it must begin with postgresql://, postgres://, postgresql+psycopg2:// (or another driver"
              + " behind the plus) or jdbc:postgresql://.");
    }
    UrlDialect dialect =
        matcher.group(1) != null ? JDBC : matcher.group(2) != null ? SQLALCHEMY : LIBPQ;
    return new Recognized(dialect, text.substring(matcher.end()));
  }

  /**
   * Whether {@code +} in a parameter is a space: so in Python's {@code parse_qsl} and Java's {@code
   * URLDecoder}, not in libpq.
   */
  boolean plusIsSpace() {
    return this != LIBPQ;
  }

  /** What {@code ssl=true} asks for: libpq takes it for {@code require}, pgjdbc verifies. */
  String sslModeWhenTrue() {
    return this == JDBC ? "verify-full" : "require";
  }

  /** What {@code ssl=false} asks for: pgjdbc encrypts where it can, asyncpg does not. */
  String sslModeWhenFalse() {
    return this == JDBC ? "prefer" : "disable";
  }
}
