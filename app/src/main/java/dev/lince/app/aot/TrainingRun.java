package dev.lince.app.aot;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One process that runs commands given to it and writes a cache at its end ({@code
 * dev.lince.app.Rehearsal}). It knows nothing of its user's settings, library, model or home.
 */
final class TrainingRun implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Duration GLANCE = Duration.ofMillis(20);
  private static final List<String> PREFIXES =
      List.of("LINCE_", "HF_", "OTEL_", "PG", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");
  private static final List<String> SETTINGS =
      List.of("DATABASE_URL", "ALLOWED_ORIGINS", "SIMILARITY_THRESHOLD", "LOG_LEVEL");

  private final Role role;
  private final Process process;
  private final BufferedWriter commands;
  private final Path log;

  private TrainingRun(Role role, Process process, Path log) {
    this.role = role;
    this.process = process;
    this.log = log;
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
  }

  /** Starts it; the cache appears in {@code work} under the role's name. */
  static TrainingRun start(Program program, Role role, Path work) throws IOException {
    Path log = work.resolve(role.label() + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + program.options(role),
                "-XX:AOTCacheOutput=" + work.resolve(role.cacheFile()),
                "-Dlince.home=" + work,
                "-Duser.home=" + work,
                "-Dorg.bytedeco.javacpp.cachedir=" + work.resolve("javacpp"),
                "-Dlince.aot.training=true",
                "-cp",
                program.jar().toString(),
                "dev.lince.app.Rehearsal")
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(TrainingRun::isSetting);
    builder.environment().put("HF_HUB_OFFLINE", "1");
    builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
    return new TrainingRun(role, builder.start(), log);
  }

  private static boolean isSetting(String variable) {
    return SETTINGS.contains(variable) || PREFIXES.stream().anyMatch(variable::startsWith);
  }

  /** Hands it a command; a server goes on in the background. */
  void run(String... command) throws IOException {
    commands.write(String.join("\t", command));
    commands.write('\n');
    commands.flush();
  }

  /** Waits until something is so. */
  void await(BooleanSupplier condition, String what) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (process.waitFor(GLANCE.toMillis(), TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
        throw new PreparationFailed("The training run never %s: %s".formatted(what, said()));
      }
    }
  }

  /** Waits until it has run as many commands. */
  void awaitDone(int count) throws InterruptedException {
    String done = "rehearsed " + count;
    await(() -> said().contains(done), "came to its end");
  }

  /** Lets it end and write its cache, and waits for that. */
  void finish() throws IOException, InterruptedException {
    commands.close();
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new PreparationFailed(
          "The training run for %s did not end well: %s".formatted(role.label(), said()));
    }
  }

  private String said() {
    try {
      return Files.readString(log).strip();
    } catch (IOException unreadable) {
      return "";
    }
  }

  @Override
  public void close() {
    kill();
  }

  /** Ends it whatever it is doing, with the process that writes its cache. May be called twice. */
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
