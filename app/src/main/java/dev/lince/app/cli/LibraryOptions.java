package dev.lince.app.cli;

import dev.lince.app.config.LogLevel;
import dev.lince.app.config.Settings;
import dev.lince.app.config.Sources;
import dev.lince.app.config.Variable;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What the commands of {@code lince images} have in common: settings, server, output. */
final class LibraryOptions {
  private static final List<Variable> VARIABLES =
      List.of(
          Variable.LINCE_DATA,
          Variable.LINCE_IMAGES,
          Variable.LINCE_EXCLUDE,
          Variable.LINCE_EMBEDDER,
          Variable.LINCE_MODEL,
          Variable.LINCE_DECODE,
          Variable.LINCE_DECODER,
          Variable.LINCE_MAX_BYTES,
          Variable.LINCE_MAX_PIXELS,
          Variable.LINCE_THREADS,
          Variable.DATABASE_URL,
          Variable.LOG_LEVEL);

  private final CommandSettings begin;
  private final SettingOptions options = new SettingOptions();
  private @Nullable CommandSpec spec;

  LibraryOptions(CommandSettings begin) {
    this.begin = begin;
  }

  void addTo(CommandSpec command) {
    spec = command;
    options.addTo(command, VARIABLES);
  }

  /** Binds the settings and opens the server; whoever calls closes it. */
  LibraryServer open(LibraryServer.Use use) {
    Sources sources = options.sources(List.of());
    Settings settings =
        begin.begin(Screen.ofThisProcess(), sources, LogLevel.ERROR, Settings::bindForReading);
    return LibraryServer.open(settings, sources, use);
  }

  PrintWriter out() {
    return command().commandLine().getOut();
  }

  PrintWriter err() {
    return command().commandLine().getErr();
  }

  /** To be thrown where the command line is wrong. */
  ParameterException wrong(String sentence) {
    return new ParameterException(command().commandLine(), sentence);
  }

  private CommandSpec command() {
    return Objects.requireNonNull(spec);
  }
}
