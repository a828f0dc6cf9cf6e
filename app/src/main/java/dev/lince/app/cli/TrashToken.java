package dev.lince.app.cli;

import java.util.regex.Pattern;

/** What names a removal. */
final class TrashToken {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{1,100}");

  private TrashToken() {}

  /** The token itself, which fits into an address; wrong usage where it is none. */
  static String require(String token, LibraryOptions library) {
    if (!TOKEN.matcher(token).matches()) {
      throw library.wrong("This is no token; `lince images trash` lists those that there are");
    }
    return token;
  }
}
