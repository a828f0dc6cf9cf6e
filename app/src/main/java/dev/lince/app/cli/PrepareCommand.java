package dev.lince.app.cli;

import dev.lince.app.aot.Preparation;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lince prepare}. */
@Command(
    name = "prepare",
    description = {
      "Makes later starts faster: writes what Java worked out about Lince's classes into a folder"
          + " beside the program. `serve` does the same by itself in the background.",
      ""
    },
    footer = {"", "Exit codes: 0 done, or nothing to do, 1 it failed."})
final class PrepareCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    String said =
        switch (Preparation.run()) {
          case MADE -> "Later starts are prepared.";
          case WERE_CURRENT -> "Later starts were prepared already.";
          case UNDER_WAY -> "Later starts are being prepared by another process.";
        };
    Objects.requireNonNull(spec).commandLine().getErr().println("lince: " + said);
    return CommandLines.OK;
  }
}
