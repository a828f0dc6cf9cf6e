package dev.lince.app.cli;

import java.util.List;
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

/** {@code lince images tag}. */
@Command(
    name = "tag",
    description = {
      "Changes tags and metadata of pictures. Those are meant whose ids are named, or that the"
          + " filters let through, or --all.",
      ""
    },
    sortOptions = false,
    abbreviateSynopsis = true,
    footer = {
      "",
      "Examples:",
      "  lince images tag 12 13 --add dog --remove cat",
      "  lince images tag --folder trips/rome --add rome --set country=Italy --dry-run",
      "",
      "Exit codes: 0 done, 1 it failed, or some id is not there, 2 wrong usage or a wrong setting."
    })
final class ImagesTagCommand implements Callable<Integer> {
  @Option(names = "--add", paramLabel = "TAG", description = "A tag to add; may be repeated.")
  private List<String> add = List.of();

  @Option(names = "--remove", paramLabel = "TAG", description = "A tag to remove; may be repeated.")
  private List<String> remove = List.of();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Metadata to set; may be repeated.")
  private List<String> set = List.of();

  @Option(
      names = "--unset",
      paramLabel = "KEY",
      description = "Metadata to remove; may be repeated.")
  private List<String> unset = List.of();

  @Option(names = "--dry-run", description = "Only say what would be changed.")
  private boolean dryRun;

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
    if (add.isEmpty() && remove.isEmpty() && set.isEmpty() && unset.isEmpty()) {
      throw library.wrong("Nothing is to change; --add, --remove, --set or --unset is needed");
    }
    String body = body().toString();
    try (LibraryServer server = library.open(LibraryServer.Use.READS_OR_LABELS)) {
      return print(server.calls().post("/api/v1/images/label", body).good());
    }
  }

  private ObjectNode body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("select", selection.json());
    body.set("add_tags", Labels.list(add));
    body.set("remove_tags", Labels.list(remove));
    ObjectNode metadata = Labels.pairs(set, "--set", library);
    unset.forEach(metadata::putNull);
    body.set("metadata", metadata);
    return body.put("dry_run", dryRun);
  }

  private int print(byte[] bytes) {
    JsonNode answer = JsonMapper.shared().readTree(bytes);
    if (json) {
      library.out().println(answer);
    } else if (dryRun) {
      library
          .out()
          .print(
              "%s would be changed.%n%s"
                  .formatted(
                      ImagesText.count(answer.path("matched").asLong()), ImagesText.first(answer)));
    } else {
      library.out().println(ImagesText.count(answer.path("changed").asLong()) + " changed.");
    }
    library.out().flush();
    return ImagesText.missing(selection, answer, library.err());
  }
}
