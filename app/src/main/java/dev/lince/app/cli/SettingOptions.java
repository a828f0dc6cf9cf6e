package dev.lince.app.cli;

import dev.lince.app.config.Sources;
import dev.lince.app.config.Variable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;

/** Gives a command the options that stand for variables, and keeps what was typed. */
final class SettingOptions {
  private final Map<Variable, String> typed = new EnumMap<>(Variable.class);

  /** Adds an option for each of these variables that may be one. */
  void addTo(CommandSpec command, List<Variable> variables) {
    for (Variable variable : variables) {
      if (!variable.mayBeOption()) {
        continue;
      }
      command.addOption(
          OptionSpec.builder(variable.option())
              .paramLabel(variable.label())
              .type(String.class)
              .description(description(variable))
              .setter(setter(variable))
              .build());
    }
  }

  /** What was typed, with the environment behind it. */
  Sources sources(List<String> folders) {
    return Sources.ofThisProcess(typed, folders);
  }

  private ISetter setter(Variable variable) {
    return new ISetter() {
      @Override
      @SuppressWarnings("unchecked") // The old value, which nobody reads.
      public <T> T set(T value) {
        if (value != null) {
          typed.put(variable, value.toString());
        }
        return value;
      }
    };
  }

  private static String description(Variable variable) {
    String preset =
        variable.defaultText().isEmpty() ? "" : " Default: " + variable.defaultText() + ".";
    return "%s%s [%s]".formatted(variable.help(), preset, variable);
  }
}
