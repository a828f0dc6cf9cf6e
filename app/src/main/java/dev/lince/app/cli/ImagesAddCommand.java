package dev.lince.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code lince images add}. */
@Command(
    name = "add",
    description = {
      "Takes pictures into the library: their files are copied into the data folder. One whose very"
          + " bytes the library has is not taken in again.",
      ""
    },
    sortOptions = false,
    abbreviateSynopsis = true,
    footer = {
      "",
      "Examples:",
      "  lince images add cat.jpg --path pets/minka.jpg --tag cat",
      "  lince images add holidays/ --metadata camera=X100",
      "",
      "A line for each picture says whether it is new or was there, its id and its path.",
      "Exit codes: 0 done, 1 it failed for some picture, 2 wrong usage or a wrong setting."
    })
final class ImagesAddCommand implements Callable<Integer> {
  private static final String ADDITIONS = "/api/v1/images";
  private static final int CREATED = 201;

  @Parameters(
      paramLabel = "FILE|FOLDER",
      arity = "1..*",
      description =
          "Pictures, and folders whose pictures are meant; - reads one from standard input.")
  private List<String> names = List.of();

  @Option(
      names = "--path",
      paramLabel = "PATH",
      description = "The path that it is to have in the library; for one picture.")
  private @Nullable String path;

  @Option(names = "--tag", paramLabel = "TAG", description = "A tag for all; may be repeated.")
  private List<String> tags = List.of();

  @Option(
      names = "--metadata",
      paramLabel = "KEY=VALUE",
      description = "Metadata for all; may be repeated.")
  private List<String> metadata = List.of();

  @Option(names = "--json", description = "Answer with one line of JSON for each picture.")
  private boolean json;

  @Mixin private final CommandSettings begin = new CommandSettings();
  private final LibraryOptions library = new LibraryOptions(begin);
  private boolean patient = true;

  @Spec
  void addOptions(CommandSpec command) {
    library.addTo(command);
  }

  @Override
  public Integer call() {
    String labels = Labels.pairs(metadata, "--metadata", library).toString();
    int exitCode = CommandLines.OK;
    List<String> files = new ArrayList<>();
    for (String name : names) {
      try {
        files.addAll(PictureFiles.of(name));
      } catch (CommandFailed failed) {
        exitCode = refused(name, String.valueOf(failed.getMessage()), 0);
      }
    }
    if (path != null && files.size() != 1) {
      throw library.wrong("--path is for one picture, and %d are named".formatted(files.size()));
    }
    try (LibraryServer server = library.open(LibraryServer.Use.ADDS)) {
      for (String file : files) {
        exitCode = Math.max(exitCode, add(file, labels, server));
      }
    }
    return exitCode;
  }

  private int add(String file, String labels, LibraryServer server) {
    Calls.Answer answer;
    try {
      byte[] bytes = PictureFile.read(file, server.maxBytes());
      answer = post(file, form(file, bytes, labels), server.calls());
    } catch (CommandFailed failed) {
      return refused(file, String.valueOf(failed.getMessage()), 0);
    }
    if (!answer.isGood()) {
      return refused(file, answer.refusal(), answer.status());
    }
    JsonNode image = JsonMapper.shared().readTree(answer.body());
    boolean created = answer.status() == CREATED;
    if (json) {
      library.out().println(line(file, answer.status()).set("image", image));
    } else {
      library
          .out()
          .println("%-5s  %s".formatted(created ? "new" : "known", ImagesText.line(image)));
    }
    library.out().flush();
    return CommandLines.OK;
  }

  /** A server that stays busy through the patience for one picture is asked once for the others. */
  private Calls.Answer post(String file, Form form, Calls calls) {
    if (!patient) {
      return calls.post(ADDITIONS, form);
    }
    Calls.Answer answer =
        calls.insist(
            ADDITIONS,
            form,
            why -> library.err().println("lince: %s: %s Asking again.".formatted(file, why)));
    patient = !answer.wantsToBeAskedAgain();
    return answer;
  }

  private Form form(String file, byte[] bytes, String labels) {
    int separator = Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'));
    String name =
        file.equals(PictureFile.STANDARD_INPUT) ? "picture" : file.substring(separator + 1);
    Form form = new Form().file("file", name, bytes);
    if (path != null) {
      form.field("path", path);
    }
    if (!tags.isEmpty()) {
      form.field("tags", Labels.list(tags).toString());
    }
    return form.field("metadata", labels);
  }

  /** With the status of the answer, or 0 where nothing was asked. */
  private int refused(String file, String reason, int status) {
    if (json) {
      library.out().println(line(file, status).put("detail", reason));
      library.out().flush();
    }
    library.err().println("lince: %s: %s".formatted(file, reason));
    return CommandLines.FAILED;
  }

  private static ObjectNode line(String file, int status) {
    ObjectNode line = JsonNodeFactory.instance.objectNode().put("file", file);
    return status == 0 ? line.putNull("status") : line.put("status", status);
  }
}
