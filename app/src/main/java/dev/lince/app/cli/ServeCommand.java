package dev.lince.app.cli;

import dev.lince.app.config.LogLevel;
import dev.lince.app.config.Settings;
import dev.lince.app.config.Variable;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lince serve}. */
@Command(
    name = "serve",
    description = {
      "Brings the library in step with its folders and answers over HTTP until it is ended (Ctrl-C).",
      ""
    },
    sortOptions = false,
    abbreviateSynopsis = true,
    footer = {
      "",
      "Examples:",
      "  lince serve",
      "  lince serve ~/Pictures --port 9000",
      "  lince serve family=/mnt/family trips=/mnt/trips",
      "",
      "Exit codes: 0 or 130 or 143 ended by you, 1 it failed, 2 wrong usage or a wrong setting."
    })
final class ServeCommand implements Callable<Integer> {
  @Mixin private final CommandSettings begin = new CommandSettings();
  private final SettingOptions options = new SettingOptions();

  @Parameters(
      paramLabel = "DIR",
      arity = "0..*",
      description =
          "Image folders, each FOLDER or NAME=FOLDER; they go before LINCE_IMAGES. Never written"
              + " to.")
  private List<String> folders = List.of();

  @Spec
  void addOptions(CommandSpec spec) {
    options.addTo(spec, List.of(Variable.values()));
  }

  @Override
  public Integer call() throws InterruptedException {
    Screen screen = Screen.ofThisProcess();
    Settings settings =
        begin.begin(screen, options.sources(folders), LogLevel.TRACE, Settings::bind);
    return new Serving(settings, screen).run();
  }
}
