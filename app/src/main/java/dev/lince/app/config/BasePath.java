package dev.lince.app.config;

import java.util.regex.Pattern;

/** Reads {@code LINCE_BASE_PATH}. */
final class BasePath {
  /** RFC 3986's unreserved characters, so that nothing needs escaping anywhere; no dot segments. */
  private static final Pattern PATH =
      Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]{1,100}){0,8}/?");

  private BasePath() {}

  /** With a slash at its beginning and none at its end; empty for the root. */
  static String parse(Given given) {
    String text = given.text();
    if (!PATH.matcher(text).matches()) {
      throw given.refuse(
          "a path such as /lince is allowed: a slash, then letters, digits, -, ., _ and ~, with"
              + " further slashes between.");
    }
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
