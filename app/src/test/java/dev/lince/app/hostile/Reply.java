package dev.lince.app.hostile;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * All that a server sent until it hung up: several answers, one, or none.
 *
 * @param text byte for byte, as ISO 8859-1
 */
record Reply(String text) {
  private static final Pattern STATUS = Pattern.compile("(?m)^HTTP/1\\.1 (\\d{3})");
  private static final Pattern RETRY_AFTER = Pattern.compile("(?mi)^Retry-After: *\\d+");

  static Reply of(byte[] bytes) {
    return new Reply(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  List<Integer> statuses() {
    return STATUS.matcher(text).results().map(match -> Integer.valueOf(match.group(1))).toList();
  }

  /** Of the last answer; 0 where there is none. */
  int status() {
    List<Integer> statuses = statuses();
    return statuses.isEmpty() ? 0 : statuses.getLast();
  }

  /** Of the only answer, in one piece. */
  String body() {
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return "";
    }
    String body = text.substring(end + 4);
    return text.substring(0, end).contains("\r\nTransfer-Encoding: chunked") ? joined(body) : body;
  }

  private static String joined(String chunks) {
    StringBuilder body = new StringBuilder();
    int at = 0;
    while (true) {
      int lineEnd = chunks.indexOf("\r\n", at);
      int length = Integer.parseInt(chunks, at, lineEnd, 16);
      if (length == 0) {
        return body.toString();
      }
      body.append(chunks, lineEnd + 2, lineEnd + 2 + length);
      at = lineEnd + 2 + length + 2;
    }
  }

  /**
   * Whether the server held to what it promises whatever was sent: no failure of its own, and where
   * it has no room it says when to come again. 501 and 505 are HTTP's words for encodings and
   * versions that nobody speaks.
   */
  boolean keepsThePromise() {
    return statuses().stream()
        .allMatch(
            status ->
                status < 500
                    || status == 501
                    || status == 505
                    || (status == 503 && RETRY_AFTER.matcher(text).find()));
  }

  @Override
  public String toString() {
    return text.length() <= 600 ? text : text.substring(0, 600) + "…";
  }
}
