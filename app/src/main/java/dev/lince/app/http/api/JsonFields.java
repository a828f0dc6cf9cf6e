package dev.lince.app.http.api;

import dev.lince.app.http.Json;
import dev.lince.app.http.Refused;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ObjectNode;

/**
 * The members of a JSON object from outside. Whatever is wrong ends in {@link Refused} with 422 and
 * a sentence that names the member by its path, its value and what is allowed. For one thread.
 */
public final class JsonFields {
  /** Of a body. */
  private static final int MAX_BYTES = 1 << 20;

  private static final int SHOWN = 60;
  private static final ObjectReader STRICT =
      Json.MAPPER.reader().with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

  private final ObjectNode object;
  private final String path;
  private final Set<String> known = new HashSet<>();

  private JsonFields(ObjectNode object, String path) {
    this.object = object;
    this.path = path;
  }

  /** The object that a request's body is. */
  public static JsonFields of(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(MAX_BYTES + 1);
    if (body.length > MAX_BYTES) {
      throw new Refused(
          413, "The body is too large; JSON may have %,d bytes.".formatted(MAX_BYTES));
    }
    return parse(body);
  }

  /** The object of a text. */
  public static JsonFields parse(byte[] json) {
    return of(tree(json), "");
  }

  /** Whatever a field of a form says in JSON. */
  public static JsonNode ofField(String json) {
    return tree(json.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode tree(byte[] json) {
    JsonNode tree;
    try {
      tree = STRICT.readTree(json);
    } catch (JacksonException broken) {
      throw new Refused(
          400, "The body is not well-formed JSON: %s.".formatted(broken.getOriginalMessage()));
    }
    if (tree.isMissingNode()) {
      throw new Refused(400, "The body is empty; a JSON object is needed.");
    }
    return tree;
  }

  /** The object itself. */
  public static JsonFields of(JsonNode node, String path) {
    if (node instanceof ObjectNode object) {
      return new JsonFields(object, path);
    }
    throw new Refused(
        422,
        "%s is %s; an object is allowed."
            .formatted(path.isEmpty() ? "The body" : path, shown(node)));
  }

  /** The path of a member, for sentences. */
  public String name(String member) {
    return path.isEmpty() ? member : path + "." + member;
  }

  /** Where this object is, for sentences; empty for the outermost one. */
  public String path() {
    return path;
  }

  /** Whether it has a member, and one that is not null. */
  public boolean has(String member) {
    return value(member).isPresent();
  }

  private Optional<JsonNode> value(String member) {
    known.add(member);
    return Optional.ofNullable(object.get(member)).filter(node -> !node.isNull());
  }

  /** A text of 1 to {@code most} characters, without white space around it. */
  public Optional<String> text(String member, int most) {
    return value(member).map(node -> text(node, name(member), most));
  }

  private static String text(JsonNode node, String name, int most) {
    String text = node.isString() ? node.stringValue().strip() : "";
    if (text.isEmpty() || text.length() > most) {
      throw wrong(name, node, "a text of 1 to %,d characters is allowed".formatted(most));
    }
    return text;
  }

  /** A whole number. */
  public OptionalInt integer(String member, int min, int max) {
    Optional<JsonNode> node = value(member);
    if (node.isEmpty()) {
      return OptionalInt.empty();
    }
    JsonNode number = node.get();
    if (!number.isIntegralNumber()
        || !number.canConvertToInt()
        || number.intValue() < min
        || number.intValue() > max) {
      throw wrong(
          name(member), number, "a whole number from %d to %d is allowed".formatted(min, max));
    }
    return OptionalInt.of(number.intValue());
  }

  /** A finite number. */
  public OptionalDouble number(String member, double min, double max) {
    Optional<JsonNode> node = value(member);
    if (node.isEmpty()) {
      return OptionalDouble.empty();
    }
    double number = node.get().isNumber() ? node.get().doubleValue() : Double.NaN;
    if (!(number >= min && number <= max)) {
      throw wrong(
          name(member), node.get(), "a number from %s to %s is allowed".formatted(min, max));
    }
    return OptionalDouble.of(number);
  }

  /** The object that a member is. */
  public Optional<JsonFields> object(String member) {
    return value(member).map(node -> of(node, name(member)));
  }

  /** The objects of a list, empty where there is none. */
  public List<JsonFields> objects(String member, int most) {
    Optional<JsonNode> node = value(member);
    if (node.isEmpty()) {
      return List.of();
    }
    if (!node.get().isArray() || node.get().size() > most) {
      throw wrong(
          name(member), node.get(), "a list of up to %,d objects is allowed".formatted(most));
    }
    List<JsonFields> objects = new ArrayList<>();
    for (int i = 0; i < node.get().size(); i++) {
      objects.add(of(node.get().get(i), "%s[%d]".formatted(name(member), i)));
    }
    return objects;
  }

  /** The texts of a list, of any length each; empty where there is no such member. */
  public Optional<List<String>> texts(String member, int most) {
    return value(member)
        .map(
            node -> {
              if (!isListOf(node, most, JsonNode::isString)) {
                throw wrong(
                    name(member), node, "a list of up to %,d texts is allowed".formatted(most));
              }
              return node.valueStream().map(JsonNode::stringValue).toList();
            });
  }

  /** The whole numbers of a list; empty where there is no such member. */
  public Optional<List<Integer>> integers(String member, int most) {
    return value(member)
        .map(
            node -> {
              if (!isListOf(node, most, one -> one.isIntegralNumber() && one.canConvertToInt())) {
                throw wrong(
                    name(member),
                    node,
                    "a list of up to %,d whole numbers is allowed".formatted(most));
              }
              return node.valueStream().map(JsonNode::intValue).toList();
            });
  }

  private static boolean isListOf(JsonNode node, int most, Predicate<JsonNode> kind) {
    return node.isArray() && node.size() <= most && node.valueStream().allMatch(kind);
  }

  /** The texts of an object by their names, empty where one is null; of any length each. */
  public Map<String, Optional<String>> pairs(String member, int most) {
    Optional<JsonNode> node = value(member);
    Map<String, Optional<String>> pairs = new LinkedHashMap<>();
    if (node.isEmpty()) {
      return pairs;
    }
    String allowed = "an object of up to %,d texts is allowed".formatted(most);
    if (!node.get().isObject() || node.get().size() > most) {
      throw wrong(name(member), node.get(), allowed);
    }
    for (var pair : node.get().properties()) {
      JsonNode value = pair.getValue();
      if (!value.isString() && !value.isNull()) {
        throw wrong(name(member) + "." + pair.getKey(), value, "a text or null is allowed");
      }
      pairs.put(
          pair.getKey(), value.isNull() ? Optional.empty() : Optional.of(value.stringValue()));
    }
    return pairs;
  }

  /** A yes or no. */
  public Optional<Boolean> flag(String member) {
    return value(member)
        .map(
            node -> {
              if (!node.isBoolean()) {
                throw wrong(name(member), node, "true or false is allowed");
              }
              return node.booleanValue();
            });
  }

  /** Whether a member is a text, and no object or list. */
  public boolean isText(String member) {
    return value(member).map(JsonNode::isString).orElse(false);
  }

  /** Refuses members that nobody has asked for. */
  public void end() {
    for (String member : object.propertyNames()) {
      if (!known.contains(member)) {
        throw new Refused(
            422,
            "%s is not known; %s allowed."
                .formatted(
                    name(member),
                    known.size() == 1
                        ? known.iterator().next() + " is"
                        : String.join(", ", known.stream().sorted().toList()) + " are"));
      }
    }
  }

  /** The refusal of a member's value. */
  public Refused wrong(String member, String allowed) {
    return wrong(name(member), object.get(member), allowed);
  }

  private static Refused wrong(String name, JsonNode node, String allowed) {
    return new Refused(422, "%s is %s; %s.".formatted(name, shown(node), allowed));
  }

  private static String shown(JsonNode node) {
    String text = node.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
