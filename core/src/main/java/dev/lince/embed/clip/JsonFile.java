package dev.lince.embed.clip;

import dev.lince.embed.EmbedException.ModelBroken;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A configuration file of a model; what it lacks is told with the file's path. */
record JsonFile(Path path, JsonNode root) {
  private static final JsonMapper JSON = new JsonMapper();

  static JsonFile read(Path path) {
    try {
      return new JsonFile(path, JSON.readTree(path));
    } catch (JacksonException e) {
      throw new ModelBroken(
          "The model's file %s cannot be read as JSON: %s".formatted(path, e.getOriginalMessage()),
          e);
    }
  }

  /** The text under {@code key}, if there is one. */
  Optional<String> text(String key) {
    return root.path(key).stringValueOpt();
  }

  /** The positive integer under {@code key} of {@code node}. */
  int size(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (!value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() < 1) {
      throw wrong(key, value, "a positive whole number is needed");
    }
    return value.intValue();
  }

  /** The number under {@code key}. */
  double number(String key) {
    JsonNode value = root.path(key);
    if (!value.isNumber()) {
      throw wrong(key, value, "a number is needed");
    }
    return value.doubleValue();
  }

  /** The numbers under {@code key}, one for each colour. */
  float[] colours(String key) {
    JsonNode value = root.path(key);
    if (!value.isArray()
        || value.size() != 3
        || !value.valueStream().allMatch(JsonNode::isNumber)) {
      throw wrong(key, value, "three numbers are needed");
    }
    return new float[] {
      (float) value.get(0).doubleValue(),
      (float) value.get(1).doubleValue(),
      (float) value.get(2).doubleValue()
    };
  }

  /** Refuses the model unless {@code key} is true or not there. */
  void requireNotFalse(String key) {
    JsonNode value = root.path(key);
    if (!value.isMissingNode() && !value.isNull() && !value.asBoolean(false)) {
      throw wrong(key, value, "only true is supported");
    }
  }

  ModelBroken wrong(String key, JsonNode value, String allowed) {
    String found = value.isMissingNode() ? "is missing" : "is " + value;
    return new ModelBroken("In %s, \"%s\" %s; %s.".formatted(path, key, found, allowed), null);
  }
}
