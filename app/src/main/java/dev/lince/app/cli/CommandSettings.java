package dev.lince.app.cli;

import dev.lince.app.config.LogFormat;
import dev.lince.app.config.LogLevel;
import dev.lince.app.config.Settings;
import dev.lince.app.config.Sources;
import java.util.function.Function;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** What every command begins with: settings bound, log set up. */
final class CommandSettings {
  @Option(
      names = "--debug",
      description =
          "Say what happens, with the trace of what goes wrong. The same as --log-level"
              + " DEBUG.")
  private boolean debug;

  /** Binds the settings and sends the log to the screen. */
  Settings begin(
      Screen screen, Sources sources, LogLevel atMost, Function<Sources, Settings> binding) {
    if (debug) {
      Log.to(screen, LogLevel.DEBUG, LogFormat.TEXT);
    }
    Settings settings = binding.apply(sources);
    LogLevel level = settings.logLevel();
    boolean quiet = level == LogLevel.INFO && atMost.compareTo(level) < 0;
    Log.to(screen, debug ? LogLevel.DEBUG : quiet ? atMost : level, settings.logFormat());
    sources.warnings().forEach(LoggerFactory.getLogger(Settings.class)::warn);
    return settings;
  }
}
