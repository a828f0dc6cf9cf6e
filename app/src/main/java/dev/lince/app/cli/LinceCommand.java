package dev.lince.app.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program itself: shows what there is. */
@Command(
    name = "lince",
    description = {
      "Finds pictures: give it one, or words, and it answers with the most similar ones of your"
          + " folders.",
      ""
    },
    versionProvider = Version.class,
    sortOptions = false,
    subcommands = {
      ServeCommand.class,
      SearchCommand.class,
      ImagesCommand.class,
      EmbedCommand.class,
      ReembedCommand.class,
      KeysCommand.class,
      DoctorCommand.class,
      PrepareCommand.class,
      CompletionCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  lince serve                      serve the example pictures at http://localhost:8000",
      "  lince serve ~/Pictures           serve your own",
      "  lince search cat.jpg             what looks like this?",
      "  lince search \"a red car\"         what shows this?",
      "  lince images add cat.jpg         take a picture in",
      "  lince doctor                     has this machine what it needs?",
      "",
      "Settings come from options, else from the environment, else from a file .env in the working"
          + " folder.",
      "Exit codes: 0 done, 1 it failed, or some of it, 2 wrong usage or a wrong setting."
    })
final class LinceCommand implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this and end.")
  @SuppressWarnings("unused") // picocli asks for it.
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and end.")
  @SuppressWarnings("unused") // picocli asks for it.
  private boolean version;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    line.usage(line.getErr());
    return CommandLines.USAGE;
  }
}
