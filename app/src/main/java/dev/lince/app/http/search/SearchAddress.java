package dev.lince.app.http.search;

import dev.lince.app.http.Query;
import dev.lince.app.http.Refused;
import dev.lince.app.http.api.AddressNumber;
import dev.lince.app.http.api.FilterJson;
import dev.lince.app.http.api.JsonFields;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** A search as an address says it, turned into the JSON that says the same. */
final class SearchAddress {
  private static final Set<String> OF_QUERY = Set.of("text", "id", "query");
  private static final Set<String> OF_PAGE = Set.of("k", "cursor", "min_similarity", "sort");

  private SearchAddress() {}

  /**
   * The body that the address stands for.
   *
   * @param withQuery whether texts, ids and tokens are among its parameters
   * @throws Refused for parameters that nobody knows
   */
  static JsonFields read(@Nullable String address, boolean withQuery) {
    Query query = new Query(address);
    Set<String> known = new HashSet<>(FilterJson.PARAMETERS);
    known.addAll(OF_PAGE);
    if (withQuery) {
      known.addAll(OF_QUERY);
    }
    query.refuseAllBut(known);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (withQuery) {
      var parts = body.putArray("query");
      query.all("text").forEach(text -> parts.addObject().put("text", text));
      query.all("id").forEach(id -> parts.addObject().set("id", AddressNumber.of(id)));
      query.all("query").forEach(token -> parts.addObject().put("query", token));
    }
    for (String number : Set.of("k", "min_similarity")) {
      query.all(number).forEach(value -> body.set(number, AddressNumber.of(value)));
    }
    for (String text : Set.of("cursor", "sort")) {
      query.all(text).forEach(value -> body.set(text, text(value)));
    }
    body.set("filter", FilterJson.fromAddress(query));
    return JsonFields.of(body, "");
  }

  private static JsonNode text(String value) {
    return StringNode.valueOf(value);
  }
}
