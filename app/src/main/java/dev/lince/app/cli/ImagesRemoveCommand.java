package dev.lince.app.cli;

import java.io.Console;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code lince images rm}. */
@Command(
    name = "rm",
    description = {
      "Takes pictures out of the library, such that no start brings them back, and says how they can"
          + " be had back. Their files stay, unless --file is given. Those are meant whose ids are"
          + " named, or that the filters let through, or --all.",
      ""
    },
    sortOptions = false,
    abbreviateSynopsis = true,
    footer = {
      "",
      "Examples:",
      "  lince images rm 12 13",
      "  lince images rm --tag blurred --dry-run",
      "  lince images rm --folder uploads --file --yes",
      "",
      "Exit codes: 0 done, 1 it failed, or some id is not there, 2 wrong usage or a wrong setting."
    })
final class ImagesRemoveCommand implements Callable<Integer> {
  @Option(
      names = "--file",
      description =
          "Move their files into the trash too; only files that were added to the library can.")
  private boolean file;

  @Option(names = "--dry-run", description = "Only say what would be taken out.")
  private boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask where filters or --all say which.")
  private boolean yes;

  @Option(names = "--json", description = "Answer with one line of JSON, that of the API.")
  private boolean json;

  @Mixin private final SelectionOptions selection = new SelectionOptions();
  @Mixin private final CommandSettings begin = new CommandSettings();
  private final LibraryOptions library = new LibraryOptions(begin);

  @Spec
  void addOptions(CommandSpec command) {
    library.addTo(command);
  }

  @Override
  public Integer call() {
    selection.requireOne(library);
    boolean asks = !selection.isByIds() && !dryRun && !yes;
    Optional<Console> person = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    if (asks && person.isEmpty()) {
      throw library.wrong("Nobody can be asked here; --yes, or --dry-run, is needed");
    }
    try (LibraryServer server = library.open(LibraryServer.Use.READS_OR_LABELS)) {
      if (asks && !agreed(person.get(), ask(server.calls(), true))) {
        library.err().println("Nothing was taken out.");
        return CommandLines.FAILED;
      }
      return print(ask(server.calls(), dryRun));
    }
  }

  private static boolean agreed(Console console, JsonNode trial) {
    String answer =
        console.readLine(
            "%s%s would be taken out. Go on? [y/N] ",
            ImagesText.first(trial), ImagesText.count(trial.path("matched").asLong()));
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }

  private JsonNode ask(Calls calls, boolean trial) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("select", selection.json());
    body.put("file", file).put("dry_run", trial);
    return JsonMapper.shared()
        .readTree(calls.post("/api/v1/images/delete", body.toString()).good());
  }

  private int print(JsonNode answer) {
    if (json) {
      library.out().println(answer);
    } else if (dryRun) {
      String matched = ImagesText.count(answer.path("matched").asLong());
      library
          .out()
          .print("%s would be taken out.%n%s".formatted(matched, ImagesText.first(answer)));
    } else {
      library.out().print(removed(answer));
    }
    library.out().flush();
    return ImagesText.missing(selection, answer, library.err());
  }

  private static String removed(JsonNode answer) {
    String undo = answer.path("undo").asString("");
    long removed = answer.path("removed").asLong();
    String them = removed == 1 ? "it" : "them";
    return "%s taken out.%n%s"
        .formatted(
            ImagesText.count(removed),
            undo.isEmpty()
                ? ""
                : "To have %s back: lince images restore %s%n".formatted(them, undo));
  }
}
