package dev.lince.app.http;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request's address, and only these: fields of a form are not among them.
 * Reading goes on after a wrong value, so that one answer names all that is wrong. For one thread.
 */
public final class Query {
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");

  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final List<Violation> violations = new ArrayList<>();

  /** Throws {@link Refused} with 400 where {@code raw} is not percent-encoded UTF-8. */
  public Query(@Nullable String raw) {
    if (raw == null) {
      return;
    }
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      values
          .computeIfAbsent(decode(name), _ -> new ArrayList<>())
          .add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
    }
  }

  /** A whole number; {@code fallback} where it is not given. */
  int integer(String name, int min, int max, int fallback) {
    String value = last(name);
    if (value == null) {
      return fallback;
    }
    String plain = value.strip();
    if (!INTEGER.matcher(plain).matches()) {
      return violated(
          name,
          "Input should be a valid integer, unable to parse string as an integer",
          "int_parsing",
          fallback);
    }
    var number = new BigInteger(plain);
    if (number.compareTo(BigInteger.valueOf(min)) < 0) {
      return violated(name, tooLow(Integer.toString(min)), "greater_than_equal", fallback);
    }
    if (number.compareTo(BigInteger.valueOf(max)) > 0) {
      return violated(name, tooHigh(Integer.toString(max)), "less_than_equal", fallback);
    }
    return number.intValueExact();
  }

  /** A number from 0 to 1; {@code fallback} where it is not given. */
  double fraction(String name, double fallback) {
    String value = last(name);
    if (value == null) {
      return fallback;
    }
    String plain = value.strip();
    if (!NUMBER.matcher(plain).matches()) {
      return violated(
          name,
          "Input should be a valid number, unable to parse string as a number",
          "float_parsing",
          fallback);
    }
    var number = new BigDecimal(plain);
    if (number.signum() < 0) {
      return violated(name, tooLow("0"), "greater_than_equal", fallback);
    }
    if (number.compareTo(BigDecimal.ONE) > 0) {
      return violated(name, tooHigh("1"), "less_than_equal", fallback);
    }
    return number.doubleValue();
  }

  /** The names of all parameters that are given. */
  public Set<String> names() {
    return Set.copyOf(values.keySet());
  }

  /** Throws {@link Refused} with 422 where a parameter is none of these. */
  public void refuseAllBut(Set<String> known) {
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        String allowed =
            switch (known.size()) {
              case 0 -> "none is";
              case 1 -> known.iterator().next() + " is";
              default -> String.join(", ", new TreeSet<>(known)) + " are";
            };
        throw new Refused(
            422, "The parameter %s is not known; %s allowed.".formatted(name, allowed));
      }
    }
  }

  /** All values of a parameter, in their order. */
  public List<String> all(String name) {
    return List.copyOf(values.getOrDefault(name, List.of()));
  }

  /** Of several values the last one counts. */
  private @Nullable String last(String name) {
    List<String> all = values.get(name);
    return all == null ? null : all.getLast();
  }

  /** All that was wrong so far. */
  List<Violation> violations() {
    return List.copyOf(violations);
  }

  private <T> T violated(String name, String message, String type, T fallback) {
    violations.add(new Violation(List.of("query", name), message, type));
    return fallback;
  }

  private static String tooLow(String min) {
    return "Input should be greater than or equal to " + min;
  }

  private static String tooHigh(String max) {
    return "Input should be less than or equal to " + max;
  }

  private static String decode(String encoded) {
    return Percent.decode(encoded.replace('+', ' '))
        .orElseThrow(
            () -> new Refused(400, "The address' query is not percent-encoded UTF-8 throughout."));
  }
}
