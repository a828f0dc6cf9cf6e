package dev.lince.app.http.images;

import dev.lince.app.http.Query;
import dev.lince.app.http.Refused;
import dev.lince.app.http.api.AddressNumber;
import dev.lince.app.http.api.FilterJson;
import dev.lince.app.http.api.JsonFields;
import dev.lince.store.Filter;
import dev.lince.store.ListQuery;
import dev.lince.store.ListQuery.Order;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A page of the list of pictures, as an address asks for it. */
final class ListPage {
  private static final int DEFAULT_LIMIT = 100;
  private static final Set<String> OF_PAGE = Set.of("limit", "cursor", "order");
  private static final Pattern CURSOR = Pattern.compile("(newest|oldest)-(\\d{1,10})");

  private ListPage() {}

  /** Throws {@link Refused} with 422 for what is wrong. */
  static ListQuery of(@Nullable String address) {
    Query query = new Query(address);
    Set<String> known = new HashSet<>(FilterJson.PARAMETERS);
    known.addAll(OF_PAGE);
    query.refuseAllBut(known);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    query.all("limit").forEach(value -> body.set("limit", AddressNumber.of(value)));
    query.all("order").forEach(value -> body.put("order", value));
    query.all("cursor").forEach(value -> body.put("cursor", value));
    JsonFields fields = JsonFields.of(body, "");
    int limit = fields.integer("limit", 1, ListQuery.MAX_LIMIT).orElse(DEFAULT_LIMIT);
    Order order = order(fields);
    int after = fields.text("cursor", 30).map(text -> after(fields, text, order)).orElse(0);
    Filter filter = FilterJson.of(JsonFields.of(FilterJson.fromAddress(query), "filter"));
    return new ListQuery(filter, order, after, limit);
  }

  private static Order order(JsonFields fields) {
    return switch (fields.text("order", 30).orElse("newest")) {
      case "newest" -> Order.NEWEST;
      case "oldest" -> Order.OLDEST;
      default -> throw fields.wrong("order", "newest or oldest is allowed");
    };
  }

  private static int after(JsonFields fields, String cursor, Order order) {
    Matcher parts = CURSOR.matcher(cursor);
    if (parts.matches() && parts.group(1).equals(word(order))) {
      long id = Long.parseLong(parts.group(2));
      if (id >= 1 && id <= Integer.MAX_VALUE) {
        return (int) id;
      }
    }
    throw fields.wrong(
        "cursor", "what the answer before had, with the same order and filters, is allowed");
  }

  /** Where the page behind the picture of that id begins. */
  static String cursor(Order order, int id) {
    return word(order) + "-" + id;
  }

  private static String word(Order order) {
    return order.name().toLowerCase(Locale.ROOT);
  }
}
