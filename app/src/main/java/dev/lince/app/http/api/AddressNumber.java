package dev.lince.app.http.api;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Numbers in addresses. */
public final class AddressNumber {
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,9}");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d{1,20}\\.?\\d{0,20}|\\.\\d{1,20})");

  private AddressNumber() {}

  /** The number that a text is, as JSON; the text where it is none, for others to refuse. */
  public static JsonNode of(String text) {
    String plain = text.strip();
    if (INTEGER.matcher(plain).matches()) {
      return JsonNodeFactory.instance.numberNode(Integer.parseInt(plain));
    }
    return NUMBER.matcher(plain).matches()
        ? JsonNodeFactory.instance.numberNode(new BigDecimal(plain))
        : JsonNodeFactory.instance.stringNode(text);
  }
}
