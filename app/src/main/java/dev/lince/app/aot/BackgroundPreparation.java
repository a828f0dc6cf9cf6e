package dev.lince.app.aot;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process that makes the caches beside a server, at the lowest priority; it ends with the
 * server. Whatever goes wrong is no matter for the server.
 */
public final class BackgroundPreparation implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BackgroundPreparation.class);

  /** What sets the priority of a process; only systems that have it prepare by themselves. */
  private static final Path NICE = Path.of("/usr/bin/nice");

  private final Optional<Process> process;

  private BackgroundPreparation(Optional<Process> process) {
    this.process = process;
  }

  /**
   * Starts it where the caches are missing or old and can be made, and {@code wanted} says so.
   *
   * @param wanted the value of {@code LINCE_AOT}, {@code off} where nothing shall be made
   */
  public static BackgroundPreparation startIfUseful(String wanted) {
    boolean training = Boolean.getBoolean("lince.aot.training");
    if (training || wanted.equalsIgnoreCase("off") || !Files.isExecutable(NICE)) {
      return new BackgroundPreparation(Optional.empty());
    }
    try {
      return new BackgroundPreparation(
          Program.ofThisProcess().flatMap(BackgroundPreparation::startIfOld));
    } catch (RuntimeException failure) {
      log.debug("Later starts are not prepared", failure);
      return new BackgroundPreparation(Optional.empty());
    }
  }

  private static Optional<Process> startIfOld(Program program) {
    Caches caches = new Caches(program);
    try {
      if (!Files.isWritable(program.folder()) || caches.areCurrent()) {
        return Optional.empty();
      }
      log.debug("Later starts are prepared in the background, in {}", caches.folder());
      List<String> command =
          List.of(
              NICE.toString(),
              "-n",
              "19",
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "@" + program.options(Role.COMMANDS),
              "-cp",
              program.jar().toString(),
              "dev.lince.app.Lince",
              "prepare");
      return Optional.of(
          new ProcessBuilder(command)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start());
    } catch (IOException failure) {
      log.debug("Later starts are not prepared", failure);
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    process.ifPresent(Process::destroy);
  }
}
