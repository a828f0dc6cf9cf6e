package dev.lince.app.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads numbers as people write them, and nothing that only Java takes for one. */
final class Numbers {
  private static final Pattern WHOLE = Pattern.compile("\\d{1,18}");
  private static final Pattern DECIMAL = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*(?:([KMG])I?)?B?");
  private static final Pattern COUNT = Pattern.compile("(\\d{1,12})\\s*(?:([KM])P?)?");

  private static final long MOST_SPACE = 1L << 46;

  private Numbers() {}

  static int whole(Given given, int least, int most) {
    String text = given.text();
    if (WHOLE.matcher(text).matches()) {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return (int) value;
      }
    }
    throw given.refuse("a whole number from %d to %d is allowed.".formatted(least, most));
  }

  static double fraction(Given given) {
    if (DECIMAL.matcher(given.text()).matches()) {
      double value = Double.parseDouble(given.text());
      if (value <= 1) {
        return value;
      }
    }
    throw given.refuse("a number from 0.0 to 1.0 is allowed.");
  }

  /** Bytes; 1 KB is 1,024 of them. */
  static long bytes(Given given) {
    return scaled(
        given,
        SIZE,
        1024,
        1,
        Integer.MAX_VALUE / 2,
        "a size from 1 to 1023MB is allowed, for example 32MB.");
  }

  /** Bytes on disk, perhaps none; 1 KB is 1,024 of them. */
  static long space(Given given) {
    return scaled(
        given, SIZE, 1024, 0, MOST_SPACE, "a size from 0 to 65536GB is allowed, for example 2GB.");
  }

  /** Pixels; 1M is a million of them. */
  static long pixels(Given given) {
    return scaled(
        given,
        COUNT,
        1000,
        1,
        700_000_000,
        "a number of pixels from 1 to 700M is allowed, for example 50M.");
  }

  private static long scaled(
      Given given, Pattern form, long step, long least, long most, String allowed) {
    Matcher matcher = form.matcher(given.text().toUpperCase(Locale.ROOT));
    if (matcher.matches()) {
      String unit = matcher.group(2) == null ? "" : matcher.group(2);
      long factor =
          switch (unit) {
            case "K" -> step;
            case "M" -> step * step;
            case "G" -> step * step * step;
            default -> 1;
          };
      long value = Long.parseLong(matcher.group(1));
      if (value >= least && value <= most / factor) {
        return value * factor;
      }
    }
    throw given.refuse(allowed);
  }
}
