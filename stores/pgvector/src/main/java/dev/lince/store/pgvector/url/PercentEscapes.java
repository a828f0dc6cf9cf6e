package dev.lince.store.pgvector.url;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Undoes percent-escapes. A {@code %} that no two hex digits follow stays what it is, as Python's
 * {@code unquote} has it: passwords with a bare {@code %} work there.
 */
final class PercentEscapes {
  private PercentEscapes() {}

  /**
   * @param what names the part in a refusal, such as {@code "the password"}
   * @throws DatabaseUrlRefused when the bytes are not UTF-8, or one of them is zero
   */
  static String decode(String text, String what) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < raw.length; i++) {
      if (isEscape(raw, i)) {
        bytes.write(Character.digit(raw[i + 1], 16) * 16 + Character.digit(raw[i + 2], 16));
        i += 2;
      } else {
        bytes.write(raw[i]);
      }
    }
    return utf8(bytes.toByteArray(), what);
  }

  static String decodeForm(String text, boolean plusIsSpace, String what) {
    return decode(plusIsSpace ? text.replace('+', ' ') : text, what);
  }

  private static boolean isEscape(byte[] raw, int i) {
    return raw[i] == '%'
        && i + 2 < raw.length
        && Character.digit(raw[i + 1], 16) >= 0
        && Character.digit(raw[i + 2], 16) >= 0;
  }

  private static String utf8(byte[] bytes, String what) {
    for (byte b : bytes) {
      if (b == 0) {
        throw new DatabaseUrlRefused(
            what + " holds %00; PostgreSQL allows no zero character anywhere.");
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new DatabaseUrlRefused(
          what + " holds percent-escapes that are not UTF-8; write them as UTF-8, such as %C3%A9.");
    }
  }
}
