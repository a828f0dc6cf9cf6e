package dev.lince.app.cli;

import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which pictures a change is for: those of some ids, those that filters let through, or all. */
final class SelectionOptions {
  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      description = "Pictures, by the numbers that `search --json` and `images list` show.")
  private List<Integer> ids = List.of();

  @Option(names = "--all", description = "Every picture of the library.")
  private boolean all;

  @Mixin private final FilterOptions filter = new FilterOptions();

  /** Refuses all but one of the three. */
  void requireOne(LibraryOptions library) {
    String wrong = filter.wrong();
    if (wrong != null) {
      throw library.wrong(wrong);
    }
    int given = (ids.isEmpty() ? 0 : 1) + (all ? 1 : 0) + (filter.isEmpty() ? 0 : 1);
    if (given != 1) {
      throw library.wrong(
          "Which pictures is said in one way; ids, filters such as --folder, or --all are needed");
    }
  }

  /** Whether they were named one by one. */
  boolean isByIds() {
    return !ids.isEmpty();
  }

  /** How many of the ids the library does not have, once each. */
  long missing(long matched) {
    return isByIds() ? ids.stream().distinct().count() - matched : 0;
  }

  /** As the API takes it. */
  JsonNode json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      if (isByIds()) {
        json.writeArrayPropertyStart("ids");
        ids.forEach(json::writeNumber);
        json.writeEndArray();
      } else {
        json.writeName("filter");
        filter.write(json);
      }
      json.writeEndObject();
    }
    return JsonMapper.shared().readTree(text.toString());
  }
}
