package dev.lince.app.http;

import java.util.function.IntSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The ids that examples of bodies have, which are those of no library. */
final class ExampleIds {
  private ExampleIds() {}

  /** Puts real ones in the place of the members {@code id} and {@code ids}, at any depth. */
  static void replace(JsonNode body, IntSupplier real) {
    if (body instanceof ObjectNode object) {
      if (object.has("id")) {
        object.put("id", real.getAsInt());
      }
      if (object.get("ids") instanceof ArrayNode) {
        object.putArray("ids").add(real.getAsInt());
      }
    }
    body.valueStream().forEach(inner -> replace(inner, real));
  }
}
