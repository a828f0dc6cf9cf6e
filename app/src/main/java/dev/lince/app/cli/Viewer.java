package dev.lince.app.cli;

import dev.lince.app.config.Settings;
import dev.lince.app.http.Percent;
import dev.lince.library.ImageFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows pictures of the library with what the desktop shows pictures with. */
final class Viewer {
  private static final List<String> DESKTOPS = List.of("DISPLAY", "WAYLAND_DISPLAY");

  private final Settings settings;
  private final @Nullable URI server;

  private Viewer(Settings settings, @Nullable URI server) {
    this.settings = settings;
    this.server = server;
  }

  /** Throws {@link CommandFailed} where there is no desktop. */
  static Viewer of(Settings settings, Searching searching) {
    if (desktop() == Desktop.OTHER && DESKTOPS.stream().allMatch(Viewer::isUnset)) {
      throw new CommandFailed(
          "There is no desktop here to --open pictures on: neither DISPLAY nor WAYLAND_DISPLAY is set.");
    }
    return new Viewer(settings, searching instanceof RunningServer running ? running.url() : null);
  }

  private static boolean isUnset(String variable) {
    return System.getenv().getOrDefault(variable, "").isEmpty();
  }

  /**
   * Shows one, and does not wait until it is looked at.
   *
   * @param path of the library
   * @throws CommandFailed where it cannot be shown
   */
  void show(String path) {
    String what = file(path).map(Path::toString).orElseGet(() -> address(path));
    List<String> command = command(what);
    try {
      new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException missing) {
      throw new CommandFailed(
          "%s cannot be started, which shows pictures (%s); the picture is %s"
              .formatted(command.getFirst(), missing.getMessage(), what),
          missing);
    }
  }

  /** Where it lies on this machine, in an image folder or below the uploads. */
  private Optional<Path> file(String path) {
    int slash = path.indexOf('/');
    Stream<Path> places =
        settings.images().stream()
            .filter(folder -> folder.name().isEmpty() || path.startsWith(folder.name() + "/"))
            .map(folder -> below(folder, path));
    Stream<Path> added =
        slash < 0
            ? Stream.of()
            : Stream.of(settings.data().resolve("uploads").resolve(path.substring(slash + 1)));
    return Stream.concat(places, added).filter(Files::isRegularFile).findFirst();
  }

  private static Path below(ImageFolder folder, String path) {
    return folder
        .folder()
        .resolve(folder.name().isEmpty() ? path : path.substring(folder.name().length() + 1));
  }

  private String address(String path) {
    if (server == null) {
      throw new CommandFailed(
          "The file of %s is not in the image folders; --images names them.".formatted(path));
    }
    return server + "/static/" + Percent.encodePath(path);
  }

  private static List<String> command(String what) {
    return switch (desktop()) {
      case WINDOWS -> List.of("rundll32", "url.dll,FileProtocolHandler", what);
      case MAC -> List.of("open", what);
      case OTHER -> List.of("xdg-open", what);
    };
  }

  private static Desktop desktop() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return name.startsWith("windows")
        ? Desktop.WINDOWS
        : name.startsWith("mac") ? Desktop.MAC : Desktop.OTHER;
  }

  private enum Desktop {
    WINDOWS,
    MAC,
    OTHER
  }
}
