package dev.lince.app.cli;

import dev.lince.app.config.LogLevel;
import dev.lince.app.config.SettingRefused;
import dev.lince.app.config.Settings;
import dev.lince.app.config.Sources;
import dev.lince.app.config.Variable;
import dev.lince.app.doctor.Checkup;
import dev.lince.app.doctor.Finding;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lince doctor}. */
@Command(
    name = "doctor",
    description = {
      "Looks whether this machine has what serve needs, and says what to do where it has not. Starts,"
          + " fetches and writes nothing.",
      ""
    },
    sortOptions = false,
    abbreviateSynopsis = true,
    footer = {
      "",
      "Examples:",
      "  lince doctor",
      "  lince doctor --picture 000000039769.jpg   compare with the published values too",
      "  lince doctor --json | jq .checks",
      "",
      "Exit codes: 0 all is well (there may be warnings), 1 there is a problem, 2 wrong usage."
    })
final class DoctorCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Answer with one JSON object.")
  private boolean json;

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      description = "COCO's val2017/000000039769.jpg, to compare with the published values.")
  private @Nullable Path picture;

  @Mixin private final CommandSettings begin = new CommandSettings();
  private final SettingOptions options = new SettingOptions();
  private @Nullable CommandSpec spec;

  @Spec
  void addOptions(CommandSpec command) {
    spec = command;
    options.addTo(command, List.of(Variable.values()));
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    List<Finding> findings = new ArrayList<>();
    boolean well;
    try (Checkup checkup = checkup()) {
      well =
          checkup
              .doctor()
              .examine(
                  finding -> {
                    findings.add(finding);
                    if (!json) {
                      out.print(FindingText.line(finding));
                      out.flush();
                    }
                  });
    }
    out.print(json ? FindingText.json(findings, well) : FindingText.sum(findings));
    out.flush();
    return well ? CommandLines.OK : CommandLines.FAILED;
  }

  private Checkup checkup() {
    try {
      Sources sources = options.sources(List.of());
      Settings settings =
          begin.begin(Screen.ofThisProcess(), sources, LogLevel.ERROR, Settings::bindForReading);
      Optional<URI> running =
          RunningServer.find(settings.serverFile(), Optional.empty()).map(RunningServer::url);
      return Checkup.of(settings, sources, running, Optional.ofNullable(picture));
    } catch (SettingRefused | IllegalArgumentException wrong) {
      return Checkup.withoutSettings(String.valueOf(wrong.getMessage()));
    }
  }
}
