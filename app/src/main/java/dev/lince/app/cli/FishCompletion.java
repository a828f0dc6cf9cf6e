package dev.lince.app.cli;

import java.util.Arrays;
import java.util.Map;
import java.util.StringJoiner;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Writes completions for fish, a line for each command and option; picocli writes bash's only. */
final class FishCompletion {
  private FishCompletion() {}

  /** The script for the program that {@code line} is. */
  static String of(CommandLine line) {
    String program = line.getCommandName();
    StringJoiner script = new StringJoiner("\n", "", "\n");
    for (Map.Entry<String, CommandLine> command : line.getSubcommands().entrySet()) {
      add(script, program, "__fish_use_subcommand", command);
      String seen = "__fish_seen_subcommand_from " + command.getKey();
      Map<String, CommandLine> inner = command.getValue().getSubcommands();
      String innerNames = String.join(" ", inner.keySet());
      for (Map.Entry<String, CommandLine> one : inner.entrySet()) {
        add(script, program, seen + "; and not __fish_seen_subcommand_from " + innerNames, one);
        addOptions(
            script, program, seen + "; and __fish_seen_subcommand_from " + one.getKey(), one);
      }
      addOptions(script, program, seen, command);
    }
    for (OptionSpec option : line.getCommandSpec().options()) {
      script.add("complete -c %s -n __fish_use_subcommand%s".formatted(program, names(option)));
    }
    return script.toString();
  }

  private static void add(
      StringJoiner script,
      String program,
      String condition,
      Map.Entry<String, CommandLine> command) {
    String[] description = command.getValue().getCommandSpec().usageMessage().description();
    script.add(
        "complete -c %s -n '%s' -f -a %s -d %s"
            .formatted(program, condition, command.getKey(), quoted(firstSentence(description))));
  }

  private static void addOptions(
      StringJoiner script,
      String program,
      String condition,
      Map.Entry<String, CommandLine> command) {
    for (OptionSpec option : command.getValue().getCommandSpec().options()) {
      script.add("complete -c %s -n '%s'%s".formatted(program, condition, names(option)));
    }
  }

  private static String names(OptionSpec option) {
    StringBuilder text = new StringBuilder();
    for (String name : option.names()) {
      text.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
    }
    if (option.arity().max() > 0) {
      text.append(" -r");
    }
    return text.append(" -d ").append(quoted(firstSentence(option.description()))).toString();
  }

  private static String firstSentence(String[] description) {
    String all = String.join(" ", Arrays.asList(description)).replace('\n', ' ').strip();
    int end = all.indexOf(". ");
    return end < 0 ? all : all.substring(0, end + 1);
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
