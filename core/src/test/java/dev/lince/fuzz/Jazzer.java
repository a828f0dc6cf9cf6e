package dev.lince.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs Jazzer's own driver on one target, in a process of its own. {@code -Dlince.fuzz.seconds=…}
 * says how long; ten minutes without it. What was new to it stays in {@code target/fuzz} for the
 * next run; what it found a fault with is named in the failure, to be kept with the others.
 */
public final class Jazzer {
  private static final long SECONDS = Long.getLong("lince.fuzz.seconds", 600);

  /** Beyond its time it loads its seeds, and writes down what it found. */
  private static final long GRACE_SECONDS = 300;

  /** Targets that talk to a server of their own would be one finding after the other. */
  private static final String CONNECTIONS_ARE_FINDINGS =
      "com.code_intelligence.jazzer.sanitizers.ServerSideRequestForgery";

  private static final String FILES_ARE_FINDINGS =
      "com.code_intelligence.jazzer.sanitizers.FilePathTraversal";

  private Jazzer() {}

  /**
   * Fails with the fault and its input where one is found.
   *
   * @param entry has {@code fuzzerInitialize(String[])}, which is given the target's name, and
   *     {@code fuzzerTestOneInput(byte[])}
   * @param instrumented what coverage is measured of, as Jazzer's patterns
   * @param seeds folders of further inputs to begin with
   */
  public static void run(Class<?> entry, FuzzTarget target, String instrumented, Path... seeds)
      throws IOException, InterruptedException {
    Path work = Files.createDirectories(Path.of("target", "fuzz", target.folder()));
    Path log = work.resolveSibling(target.folder() + ".log");
    Process process =
        new ProcessBuilder(command(entry, target, instrumented, work, List.of(seeds)))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (!process.waitFor(SECONDS + GRACE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("Jazzer did not end; %s says what it did.".formatted(log));
      }
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new AssertionError(
          "Jazzer found a fault in %s; keep its input in %s.%n%s"
              .formatted(target.name(), KeptInputs.folder(target), end(log)));
    }
  }

  private static List<String> command(
      Class<?> entry, FuzzTarget target, String instrumented, Path work, List<Path> seeds) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + entry.getName(),
                "--target_args=" + target.name(),
                "--instrumentation_includes=" + instrumented,
                "--disabled_hooks="
                    + CONNECTIONS_ARE_FINDINGS
                    + (target.mayNameFiles() ? File.pathSeparator + FILES_ARE_FINDINGS : ""),
                "--reproducer_path=" + work.getParent(),
                "-artifact_prefix=" + work.getParent() + File.separator + target.folder() + "-",
                "-max_total_time=" + SECONDS,
                "-timeout=20",
                "-rss_limit_mb=4096",
                work.toString(),
                KeptInputs.folder(target).toString()));
    seeds.forEach(seed -> command.add(seed.toString()));
    return command;
  }

  private static String end(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
  }
}
