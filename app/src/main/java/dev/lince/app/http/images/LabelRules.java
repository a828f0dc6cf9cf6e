package dev.lince.app.http.images;

import dev.lince.app.http.Refused;
import java.text.Normalizer;

/**
 * What tags and metadata may be: text without control characters, in Unicode's composed form (NFC),
 * without white space around it.
 */
final class LabelRules {
  /** Of one call, and of a picture's tags. */
  static final int MOST = 100;

  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_VALUE = 1_000;

  private LabelRules() {}

  static String tag(String text) {
    return checked("The tag", text, LONGEST_NAME);
  }

  static String key(String text) {
    return checked("The key of metadata", text, LONGEST_NAME);
  }

  /** What a key may say. */
  static String value(String text) {
    return checked("The value of metadata", text, LONGEST_VALUE);
  }

  private static String checked(String what, String text, int longest) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    int length = plain.codePointCount(0, plain.length());
    boolean odd = plain.codePoints().anyMatch(LabelRules::isOdd);
    if (length < 1 || length > longest || odd) {
      throw new Refused(
          422,
          "%s «%s» is not allowed; 1 to %,d characters are, without control characters."
              .formatted(what, shown(plain), longest));
    }
    return plain;
  }

  private static boolean isOdd(int character) {
    return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
  }

  private static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(40)
        .forEach(character -> shown.appendCodePoint(isOdd(character) ? '?' : character));
    return shown.toString();
  }
}
