package dev.lince.app.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bytes of a file that are sent, of RFC 9110 section 14.
 *
 * @param first of {@code length} bytes, counted from 0
 * @param count 0 for what lies outside the file
 */
record ByteRange(long first, long count) {
  private static final Pattern SINGLE =
      Pattern.compile(
          "bytes=\\s*(?:(?<first>\\d{1,18})-(?<last>\\d{0,18})|-(?<end>\\d{1,18}))\\s*");

  /** Whether {@code header} asks for one range; anything else may be answered with the whole. */
  static boolean isSingle(String header) {
    return SINGLE.matcher(header).matches();
  }

  /** Reads a header that {@link #isSingle}; a count of 0 says that it cannot be satisfied. */
  static ByteRange of(String header, long length) {
    Matcher matcher = SINGLE.matcher(header);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("%s is not one range of bytes.".formatted(header));
    }
    String end = matcher.group("end");
    if (end != null) {
      long count = Math.min(Long.parseLong(end), length);
      return new ByteRange(length - count, count);
    }
    long first = Long.parseLong(matcher.group("first"));
    String to = matcher.group("last");
    long last = to.isEmpty() ? length - 1 : Math.min(Long.parseLong(to), length - 1);
    return new ByteRange(first, Math.max(0, last - first + 1));
  }

  String contentRange(long length) {
    return "bytes %d-%d/%d".formatted(first, first + count - 1, length);
  }
}
