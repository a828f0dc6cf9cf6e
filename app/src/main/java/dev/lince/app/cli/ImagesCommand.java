package dev.lince.app.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lince images}: shows what there is. */
@Command(
    name = "images",
    description = {
      "Adds, lists, tags and takes out pictures of the library. Asks the server that runs on the"
          + " data folder; opens the library itself where none does.",
      ""
    },
    sortOptions = false,
    subcommands = {
      ImagesAddCommand.class,
      ImagesListCommand.class,
      ImagesTagCommand.class,
      ImagesRemoveCommand.class,
      ImagesTrashCommand.class,
      ImagesRestoreCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  lince images add cat.jpg holidays/ --tag family",
      "  lince images list --tag family --limit 20",
      "  lince images tag 12 13 --add dog",
      "  lince images rm --folder uploads --dry-run",
      "",
      "A server that asks for a key is shown the one in the environment variable LINCE_KEY.",
      "Exit codes: 0 done, 1 it failed, or some of it, 2 wrong usage or a wrong setting."
    })
final class ImagesCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    line.usage(line.getErr());
    return CommandLines.USAGE;
  }
}
