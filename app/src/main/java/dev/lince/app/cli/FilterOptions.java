package dev.lince.app.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;

/** The options that say which pictures of the library are meant; all of them must hold. */
final class FilterOptions {
  @Option(names = "--folder", paramLabel = "PATH", description = "Only pictures below it.")
  private @Nullable String folder;

  @Option(names = "--tag", paramLabel = "TAG", description = "Only with that tag; may be repeated.")
  private List<String> tags = List.of();

  @Option(names = "--type", paramLabel = "TYPE", description = "Only of that type, such as jpeg.")
  private @Nullable String type;

  @Option(
      names = "--metadata",
      paramLabel = "KEY=VALUE",
      description = "Only with that metadata; may be repeated.")
  private List<String> metadata = List.of();

  @Option(names = "--min-width", paramLabel = "PIXELS", description = "Only at least that wide.")
  private @Nullable Integer minWidth;

  @Option(names = "--max-width", paramLabel = "PIXELS", description = "Only at most that wide.")
  private @Nullable Integer maxWidth;

  @Option(names = "--min-height", paramLabel = "PIXELS", description = "Only at least that high.")
  private @Nullable Integer minHeight;

  @Option(names = "--max-height", paramLabel = "PIXELS", description = "Only at most that high.")
  private @Nullable Integer maxHeight;

  @Option(
      names = "--taken-from",
      paramLabel = "DATE",
      description = "Only taken then or later: 2024-01-31 or 2024-01-31T12:00:00Z, in UTC.")
  private @Nullable String takenFrom;

  @Option(names = "--taken-until", paramLabel = "DATE", description = "Only taken before.")
  private @Nullable String takenUntil;

  @Option(names = "--added-from", paramLabel = "DATE", description = "Only added then or later.")
  private @Nullable String addedFrom;

  @Option(names = "--added-until", paramLabel = "DATE", description = "Only added before.")
  private @Nullable String addedUntil;

  /** What was asked for, by the names that addresses have for it. */
  private List<Map.Entry<String, String>> given() {
    List<Map.Entry<String, String>> given = new ArrayList<>();
    add(given, "folder", folder);
    tags.forEach(tag -> add(given, "tag", tag));
    add(given, "type", type);
    metadata.forEach(pair -> add(given, "metadata", pair));
    add(given, "min_width", minWidth);
    add(given, "max_width", maxWidth);
    add(given, "min_height", minHeight);
    add(given, "max_height", maxHeight);
    add(given, "taken_from", takenFrom);
    add(given, "taken_until", takenUntil);
    add(given, "added_from", addedFrom);
    add(given, "added_until", addedUntil);
    return given;
  }

  private static void add(
      List<Map.Entry<String, String>> given, String name, @Nullable Object value) {
    if (value != null) {
      given.add(Map.entry(name, value.toString()));
    }
  }

  boolean isEmpty() {
    return given().isEmpty();
  }

  /** Parameters of an address, each with an ampersand before it. */
  String address() {
    StringJoiner address = new StringJoiner("");
    given()
        .forEach(
            one ->
                address.add(
                    "&%s=%s"
                        .formatted(
                            one.getKey(),
                            URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))));
    return address.toString();
  }

  /** Writes the object that filters are in JSON. */
  void write(JsonGenerator json) {
    json.writeStartObject();
    json.writeArrayPropertyStart("and");
    for (Map.Entry<String, String> one : given()) {
      json.writeStartObject();
      write(json, one.getKey(), one.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, String value) {
    switch (name) {
      case "metadata" -> {
        int at = value.indexOf('=');
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("key", value.substring(0, at));
        json.writeStringProperty("value", value.substring(at + 1));
        json.writeEndObject();
      }
      case "min_width", "max_width", "min_height", "max_height" -> {
        json.writeObjectPropertyStart(name.substring("min_".length()));
        json.writeNumberProperty(name.substring(0, "min".length()), Integer.parseInt(value));
        json.writeEndObject();
      }
      case "taken_from", "taken_until", "added_from", "added_until" -> {
        json.writeObjectPropertyStart(name.substring(0, "taken".length()));
        json.writeStringProperty(name.substring("taken_".length()), value);
        json.writeEndObject();
      }
      default -> json.writeStringProperty(name, value);
    }
  }

  /** What is wrong with the metadata; null where nothing is. */
  @Nullable String wrong() {
    return metadata.stream()
        .filter(pair -> pair.indexOf('=') < 1)
        .findFirst()
        .map("--metadata is \"%s\"; KEY=VALUE is allowed"::formatted)
        .orElse(null);
  }
}
