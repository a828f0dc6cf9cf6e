package dev.lince.app.cli;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lince completion}. */
@Command(
    name = "completion",
    description = {
      "Prints what makes a shell complete Lince's commands and options when Tab is pressed.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  source <(lince completion bash)",
      "  lince completion fish > ~/.config/fish/completions/lince.fish"
    })
final class CompletionCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "SHELL",
      completionCandidates = Shells.class,
      description = "bash, zsh or fish.")
  private String shell = "";

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine own = Objects.requireNonNull(spec).commandLine();
    CommandLine program = own.getParent();
    String script =
        switch (shell) {
          case "bash" -> AutoComplete.bash(program.getCommandName(), program);
          case "zsh" -> forZsh(program);
          case "fish" -> FishCompletion.of(program);
          default ->
              throw new ParameterException(
                  own, "The shell is \"%s\"; bash, zsh or fish is allowed".formatted(shell));
        };
    own.getOut().print(script);
    own.getOut().flush();
    return CommandLines.OK;
  }

  /** picocli's script turns zsh's support of bash's on, which needs its completion to be on. */
  private static String forZsh(CommandLine program) {
    return "autoload -U +X compinit && compinit -u\n"
        + AutoComplete.bash(program.getCommandName(), program);
  }

  /** What completion offers itself. */
  private static final class Shells implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("bash", "zsh", "fish").iterator();
    }
  }
}
