package dev.lince.store.pgvector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs beside the tests; they run in the root folder, which every user may read. */
public final class ProgramRun {
  private ProgramRun() {}

  static ProcessBuilder of(List<String> command) {
    return new ProcessBuilder(command).directory(Path.of("/").toFile()).redirectErrorStream(true);
  }

  /**
   * Runs a program to its end.
   *
   * @return what it wrote, errors included
   * @throws IllegalStateException with what it wrote, if it failed
   */
  public static String output(List<String> command) {
    try {
      Process process = of(command).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!ends(process, Duration.ofMinutes(1)) || process.exitValue() != 0) {
        throw new IllegalStateException("%s failed: %s".formatted(command, output));
      }
      return output;
    } catch (IOException unstartable) {
      throw new UncheckedIOException(unstartable);
    }
  }

  /** Whether a process ends within that time; waits for it. */
  static boolean ends(Process process, Duration within) {
    try {
      return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a program ended", interrupted);
    }
  }
}
