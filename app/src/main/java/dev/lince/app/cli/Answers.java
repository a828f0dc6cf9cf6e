package dev.lince.app.cli;

import dev.lince.app.cli.Found.Match;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads the server's JSON. Parsed as a stream, since a data binder takes longer to load. */
final class Answers {
  private static final String STATIC = "/static/";

  private Answers() {}

  /** What a search found. */
  static Found found(byte[] answer) {
    List<Match> hits = new ArrayList<>();
    Integer confident = null;
    boolean truncated = false;
    try (JsonParser json = parser(answer)) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.START_ARRAY && "results".equals(json.currentName())) {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            hits.add(match(json));
          }
        } else if (json.currentToken() == JsonToken.VALUE_NUMBER_INT
            && "results".equals(json.currentName())) {
          confident = json.getIntValue();
        } else if (json.currentToken() == JsonToken.VALUE_TRUE) {
          truncated |= "truncated".equals(json.currentName());
        }
      }
      return new Found(hits, confident, truncated);
    } catch (JacksonException e) {
      throw new CommandFailed("The server's answer is not the JSON of a search.", e);
    }
  }

  private static Match match(JsonParser json) {
    int id = 0;
    double similarity = 0;
    String grade = null;
    String path = "";
    while (json.nextToken() != JsonToken.END_OBJECT) {
      json.nextToken();
      switch (String.valueOf(json.currentName())) {
        case "id" -> id = json.getIntValue();
        case "similarity" -> similarity = json.getDoubleValue();
        case "grade" -> grade = json.getValueAsString(null);
        case "path" -> path = path(json.getString());
        default -> json.skipChildren();
      }
    }
    return new Match(id, similarity, grade, path);
  }

  /** The path of the library, out of the one of the address. */
  static String path(String address) {
    String encoded = address.startsWith(STATIC) ? address.substring(STATIC.length()) : address;
    return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** The sentence of a refusal. */
  static String detail(byte[] answer, int status) {
    try (JsonParser json = parser(answer)) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.VALUE_STRING
            && ("detail".equals(json.currentName()) || "msg".equals(json.currentName()))) {
          return json.getString();
        }
      }
    } catch (JacksonException e) { // Something between here and the server answered, not it.
      return "The server answered with status %d and no reason.".formatted(status);
    }
    return "The server answered with status %d and no reason.".formatted(status);
  }

  private static JsonParser parser(byte[] json) {
    return new JsonFactory().createParser(ObjectReadContext.empty(), json);
  }
}
