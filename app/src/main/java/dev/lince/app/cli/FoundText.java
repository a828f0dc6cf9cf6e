package dev.lince.app.cli;

import dev.lince.app.cli.Found.Match;
import java.io.StringWriter;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** How the command line shows what was found. */
final class FoundText {
  private FoundText() {}

  /** One line for each hit: similarity, path. */
  static String table(Found found) {
    if (found.hits().isEmpty()) {
      return "  nothing that similar%n".formatted();
    }
    StringBuilder table = new StringBuilder();
    for (Match match : found.hits()) {
      table.append(
          String.format(Locale.ROOT, "  %.4f  %s%n", match.similarity(), printable(match.path())));
    }
    return table.toString();
  }

  /**
   * One line of JSON.
   *
   * @param kind {@code file} or {@code text}
   * @param query as the person wrote it
   */
  static String json(String kind, String query, Found found) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), line)) {
      json.writeStartObject();
      json.writeStringProperty(kind, query);
      json.writeArrayPropertyStart("results");
      for (Match match : found.hits()) {
        json.writeStartObject();
        json.writeNumberProperty("id", match.id());
        json.writeNumberProperty("similarity", match.similarity());
        json.writeStringProperty("path", match.path());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return line + System.lineSeparator();
  }

  /** A file's name must not steer the terminal. */
  private static String printable(String path) {
    return path.replaceAll("\\p{Cntrl}", "\uFFFD");
  }
}
