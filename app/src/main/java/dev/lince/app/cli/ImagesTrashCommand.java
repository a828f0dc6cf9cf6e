package dev.lince.app.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code lince images trash}. */
@Command(
    name = "trash",
    description = {
      "Lists what was taken out of the library and can be had back, or deletes it for good.",
      ""
    },
    sortOptions = false,
    abbreviateSynopsis = true,
    footer = {
      "",
      "A line for each removal: its token for `lince images restore`, when, how many pictures, and the"
          + " first of them.",
      "Exit codes: 0 done, 1 it failed, 2 wrong usage or a wrong setting."
    })
final class ImagesTrashCommand implements Callable<Integer> {
  @Option(
      names = "--delete",
      paramLabel = "TOKEN",
      description = "Delete this removal for good, with the files it has; nothing brings it back.")
  private @Nullable String delete;

  @Option(names = "--json", description = "Answer with one line of JSON, that of the API.")
  private boolean json;

  @Mixin private final CommandSettings begin = new CommandSettings();
  private final LibraryOptions library = new LibraryOptions(begin);

  @Spec
  void addOptions(CommandSpec command) {
    library.addTo(command);
  }

  @Override
  public Integer call() {
    String token = delete == null ? null : TrashToken.require(delete, library);
    try (LibraryServer server = library.open(LibraryServer.Use.READS_OR_LABELS)) {
      if (token == null) {
        list(server);
      } else {
        delete(token, server);
      }
      library.out().flush();
    }
    return CommandLines.OK;
  }

  private void list(LibraryServer server) {
    JsonNode answer = JsonMapper.shared().readTree(server.calls().get("/api/v1/trash").good());
    if (json) {
      library.out().println(answer);
    } else {
      answer.path("removals").forEach(removal -> library.out().println(line(removal)));
    }
  }

  private void delete(String token, LibraryServer server) {
    byte[] answer = server.calls().delete("/api/v1/trash/" + token).good();
    library.out().println(json ? JsonMapper.shared().readTree(answer) : token + " deleted.");
  }

  private static String line(JsonNode removal) {
    return "%s  %s  %s, %s"
        .formatted(
            removal.path("undo").asString(),
            removal.path("at").asString(),
            ImagesText.count(removal.path("images").asLong()),
            FoundText.printable(Answers.path(removal.path("first").path(0).asString(""))));
  }
}
