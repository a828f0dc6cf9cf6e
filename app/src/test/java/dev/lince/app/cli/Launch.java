package dev.lince.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A program run as a process of its own, with no environment but what a test gives it. */
final class Launch {
  private static final int LIMIT_SECONDS = 120;

  private final List<String> command = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private Path folder = Path.of("").toAbsolutePath();
  private final Path output = temporary();
  private final Path errors = temporary();
  private @Nullable Process process;

  Launch(Path script) {
    script(script);
  }

  Launch script(Path script) {
    command.clear();
    command.add(script.toString());
    return this;
  }

  /** Arguments that stand before those of a run. */
  Launch options(String... options) {
    command.addAll(List.of(options));
    return this;
  }

  Launch with(String variable, Object value) {
    environment.put(variable, value.toString());
    return this;
  }

  Launch in(Path workingFolder) {
    folder = workingFolder;
    return this;
  }

  Finished run(String... arguments) throws InterruptedException {
    start(arguments);
    return finish();
  }

  void start(String... arguments) {
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Process process() {
    return Objects.requireNonNull(process);
  }

  String outputSoFar() {
    return read(output);
  }

  String errorsSoFar() {
    return read(errors);
  }

  Finished finish() throws InterruptedException {
    try {
      if (!process().waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("%s does not end: %s".formatted(command, errorsSoFar()));
      }
      return new Finished(process().exitValue(), outputSoFar(), errorsSoFar());
    } finally {
      process().destroyForcibly();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path temporary() {
    try {
      Path file = Files.createTempFile("lince-test", ".txt");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
