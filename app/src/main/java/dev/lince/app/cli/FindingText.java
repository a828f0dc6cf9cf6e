package dev.lince.app.cli;

import dev.lince.app.doctor.Finding;
import dev.lince.app.doctor.Outcome;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** How the command line shows what the doctor found. */
final class FindingText {
  private FindingText() {}

  /** A line: how it is, what, and what was found; and one that says what to do. */
  static String line(Finding finding) {
    String line =
        "%-8s %-18s %s%n"
            .formatted(
                word(finding.outcome()),
                finding.check(),
                TextLog.visible(finding.outcome().found()));
    String remedy = remedy(finding.outcome());
    return remedy.isEmpty()
        ? line
        : line + "%-8s %-18s → %s%n".formatted("", "", TextLog.visible(remedy));
  }

  /** The last line. */
  static String sum(List<Finding> findings) {
    long problems = count(findings, Outcome.Problem.class);
    long warnings = count(findings, Outcome.Warning.class);
    return problems + warnings == 0
        ? "All is well.%n".formatted()
        : "%d to be put right, %d to look at.%n".formatted(problems, warnings);
  }

  private static long count(List<Finding> findings, Class<? extends Outcome> kind) {
    return findings.stream().filter(finding -> kind.isInstance(finding.outcome())).count();
  }

  /** All of it as one line of JSON. */
  static String json(List<Finding> findings, boolean well) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeBooleanProperty("ok", well);
      json.writeArrayPropertyStart("checks");
      for (Finding finding : findings) {
        json.writeStartObject();
        json.writeStringProperty("check", finding.check());
        json.writeStringProperty("result", word(finding.outcome()).toLowerCase(Locale.ROOT));
        json.writeStringProperty("found", finding.outcome().found());
        String remedy = remedy(finding.outcome());
        if (!remedy.isEmpty()) {
          json.writeStringProperty("remedy", remedy);
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text + System.lineSeparator();
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Ok _ -> "ok";
      case Outcome.NotApplicable _ -> "skipped";
      case Outcome.Warning _ -> "warning";
      case Outcome.Problem _ -> "PROBLEM";
    };
  }

  private static String remedy(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Ok _, Outcome.NotApplicable _ -> "";
      case Outcome.Warning(_, String remedy) -> remedy;
      case Outcome.Problem(_, String remedy) -> remedy;
    };
  }
}
