package dev.lince.app.cli;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tags and metadata of the command line as JSON. */
final class Labels {
  private Labels() {}

  static ArrayNode list(List<String> tags) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    tags.forEach(list::add);
    return list;
  }

  /**
   * The object of texts {@code KEY=VALUE}.
   *
   * @param option that they were given with
   */
  static ObjectNode pairs(List<String> texts, String option, LibraryOptions library) {
    ObjectNode pairs = JsonNodeFactory.instance.objectNode();
    for (String text : texts) {
      int at = text.indexOf('=');
      if (at < 1) {
        throw library.wrong("%s is \"%s\"; KEY=VALUE is allowed".formatted(option, text));
      }
      pairs.put(text.substring(0, at), text.substring(at + 1));
    }
    return pairs;
  }
}
