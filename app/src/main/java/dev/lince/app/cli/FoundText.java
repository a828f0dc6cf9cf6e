package dev.lince.app.cli;

import dev.lince.app.cli.Found.Match;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** How the command line shows what was found. */
final class FoundText {
  private FoundText() {}

  /**
   * One line for each hit: similarity, what it is worth where that is known, path.
   *
   * @param bestFirst whether a line may say where the confident ones end
   */
  static String table(Found found, boolean bestFirst) {
    if (found.hits().isEmpty()) {
      return "  nothing that similar%n".formatted();
    }
    StringBuilder table = new StringBuilder();
    int confident = Objects.requireNonNullElse(found.confident(), -1);
    for (int i = 0; i < found.hits().size(); i++) {
      if (bestFirst && i == confident) {
        table.append(
            "  -- %s; what follows may be chance --%n"
                .formatted(i == 0 ? "nothing is certain" : "confident up to here"));
      }
      table.append(line(found.hits().get(i)));
    }
    return table.toString();
  }

  private static String line(Match match) {
    String grade = match.grade() == null ? "" : "%-6s  ".formatted(match.grade());
    return String.format(
        Locale.ROOT, "  %.4f  %s%s%n", match.similarity(), grade, printable(match.path()));
  }

  /**
   * One line of JSON: what was searched for, then the answer as it came.
   *
   * @param kind {@code file}, {@code text} or {@code id}
   * @param query as the person wrote it
   * @param answer a JSON object
   */
  static String json(String kind, String query, byte[] answer) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), line)) {
      json.writeStartObject();
      json.writeStringProperty(kind, query);
      json.writeEndObject();
    }
    String head = line.toString();
    return "%s,%s%n"
        .formatted(
            head.substring(0, head.length() - 1),
            new String(answer, StandardCharsets.UTF_8).strip().substring(1));
  }

  /** A file's name must not steer the terminal. */
  static String printable(String path) {
    return path.replaceAll("\\p{Cntrl}", "\uFFFD");
  }
}
