package dev.lince.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code lince images restore}. */
@Command(
    name = "restore",
    description = {
      "Brings pictures back that were taken out together, with tags and metadata, under new ids.",
      ""
    },
    sortOptions = false,
    abbreviateSynopsis = true,
    footer = {
      "",
      "Exit codes: 0 done, 1 it failed, or some picture did not come back, 2 wrong usage or a wrong"
          + " setting."
    })
final class ImagesRestoreCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "TOKEN",
      description = "What `lince images rm` printed, and `lince images trash` lists.")
  private String token = "";

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
    TrashToken.require(token, library);
    try (LibraryServer server = library.open(LibraryServer.Use.RESTORES)) {
      String call = "/api/v1/trash/%s/restore".formatted(token);
      return print(JsonMapper.shared().readTree(server.calls().post(call, "{}").good()));
    }
  }

  private int print(JsonNode answer) {
    JsonNode restored = answer.path("restored");
    JsonNode failed = answer.path("failed");
    if (json) {
      library.out().println(answer);
    } else {
      restored.forEach(
          image ->
              library
                  .out()
                  .println("%6d  %s".formatted(image.path("id").asInt(), ImagesText.path(image))));
      library.out().println(ImagesText.count(restored.size()) + " back.");
    }
    library.out().flush();
    failed.forEach(
        one ->
            library
                .err()
                .println(
                    "lince: %s: %s"
                        .formatted(ImagesText.path(one), one.path("detail").asString(""))));
    return failed.isEmpty() ? CommandLines.OK : CommandLines.FAILED;
  }
}
