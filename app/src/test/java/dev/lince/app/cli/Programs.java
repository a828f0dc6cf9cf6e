package dev.lince.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** What tests of processes need to find and to wait for. */
final class Programs {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Programs() {}

  /** The folder that has the launcher. */
  static Path repositoryRoot() {
    return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
        .filter(folder -> Files.exists(folder.resolve("mvnw")))
        .findFirst()
        .orElseThrow();
  }

  /** A tool of this system. */
  static Path onPath(String tool) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .map(folder -> Path.of(folder).resolve(tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  /** Lince itself in a Java process, as the launcher starts it. */
  static Launch lince() {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Launch launch = new Launch(Path.of(System.getProperty("java.home"), "bin", "java"));
    return launch.options(
        "--enable-native-access=ALL-UNNAMED",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        classPath,
        "dev.lince.app.Lince");
  }

  /** Waits until something is so, with a bound. */
  static void await(BooleanSupplier condition) {
    await(condition, LIMIT);
  }

  static void await(BooleanSupplier condition, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("It did not come about within " + limit);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
