package dev.lince.app.cli;

import dev.lince.app.config.CallerKey;
import dev.lince.app.config.LogLevel;
import dev.lince.app.config.Settings;
import dev.lince.app.config.Sources;
import dev.lince.app.config.Variable;
import dev.lince.app.engine.CommandChange;
import dev.lince.app.engine.ReembedRequest;
import dev.lince.library.ReembedProgress;
import java.io.PrintWriter;
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

/** {@code lince reembed}. */
@Command(
    name = "reembed",
    description = {
      "Brings the library over to another model: every picture is embedded again beside what is"
          + " there, and ids and tags stay. The server that runs on the data folder does it, and"
          + " answers from the old vectors meanwhile; where none runs, this command does. One that"
          + " was cut off goes on where it was.",
      ""
    },
    sortOptions = false,
    abbreviateSynopsis = true,
    footer = {
      "",
      "Examples:",
      "  lince reembed --embedder clip            go over to CLIP from the hub",
      "  lince reembed --model /models/clip       go over to the model in that folder",
      "  lince reembed --drop-former              free the space that the old vectors take",
      "",
      "Exit codes: 0 done, 1 it failed, or too many pictures cannot be read, 2 wrong usage or a"
          + " wrong setting."
    })
final class ReembedCommand implements Callable<Integer> {
  private static final List<Variable> VARIABLES =
      List.of(
          Variable.LINCE_EMBEDDER,
          Variable.LINCE_MODEL,
          Variable.LINCE_DATA,
          Variable.LINCE_IMAGES,
          Variable.LINCE_EXCLUDE,
          Variable.LINCE_DECODE,
          Variable.LINCE_DECODER,
          Variable.LINCE_MAX_BYTES,
          Variable.LINCE_MAX_PIXELS,
          Variable.LINCE_THREADS,
          Variable.DATABASE_URL,
          Variable.LINCE_DATABASE_WAIT,
          Variable.LINCE_DATABASE_INDEX,
          Variable.LINCE_LOG_FORMAT,
          Variable.LOG_LEVEL);

  @Option(
      names = "--leave-out",
      description = "Let pictures that cannot be read leave the library, however many they are.")
  private boolean leaveOut;

  @Option(
      names = "--drop-former",
      description = "Do nothing but delete the vectors that were searched before the last switch.")
  private boolean dropFormer;

  @Mixin private final CommandSettings begin = new CommandSettings();
  private final SettingOptions options = new SettingOptions();
  private @Nullable CommandSpec spec;

  @Spec
  void addOptions(CommandSpec command) {
    spec = command;
    options.addTo(command, VARIABLES);
  }

  @Override
  public Integer call() throws InterruptedException {
    Screen screen = Screen.ofThisProcess();
    Sources sources = options.sources(List.of());
    Settings settings = begin.begin(screen, sources, LogLevel.WARN, Settings::bind);
    Optional<RunningServer> server =
        RunningServer.find(settings.serverFile(), CallerKey.of(sources));
    if (server.isPresent()) {
      return new ServerChange(server.get(), settings, screen, out()).run(request(settings));
    }
    return dropFormer ? drop(settings) : change(settings, screen);
  }

  private ReembedRequest request(Settings settings) {
    return new ReembedRequest(
        settings.embedder(),
        settings.model() == null ? null : settings.model().toString(),
        leaveOut,
        dropFormer);
  }

  private int drop(Settings settings) {
    out().println(dropped(CommandChange.dropFormer(settings)));
    return CommandLines.OK;
  }

  private int change(Settings settings, Screen screen) throws InterruptedException {
    ReembedProgress end;
    try (ReembedWatch watch = new ReembedWatch(screen)) {
      end = CommandChange.run(settings, leaveOut, watch::download, watch::follow);
    }
    return switch (end.phase()) {
      case SWITCHED -> switched(end.space());
      case WAITING, EMBEDDING, PAUSED, PREPARING, HELD, STOPPED ->
          throw new CommandFailed(
              Objects.requireNonNullElse(end.reason(), "It was stopped; run it again to go on."));
    };
  }

  private int switched(String space) {
    out().println(switchedTo(space));
    return CommandLines.OK;
  }

  /** What a person reads after a switch, whoever did it. */
  static String switchedTo(String space) {
    return "The library is in the space %s. Start Lince with that model from now on; `lince reembed --drop-former` frees what the old vectors take."
        .formatted(space);
  }

  /** What a person reads after {@code --drop-former}. */
  static String dropped(boolean any) {
    return any
        ? "The vectors of the former model are gone."
        : "There are no vectors of a former model.";
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
