package dev.lince.app.aot;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The packaged program: a folder with {@code lince.jar} and {@code lib}.
 *
 * @param folder absolute
 */
record Program(Path folder) {
  private static final String JAR = "lince.jar";

  /** The program that this process is; empty where it runs from classes, as tests do. */
  static Optional<Program> ofThisProcess() {
    String classPath = System.getProperty("java.class.path", "");
    if (classPath.contains(File.pathSeparator) || !classPath.endsWith(JAR)) {
      return Optional.empty();
    }
    Path folder = Path.of(classPath).toAbsolutePath().normalize().getParent();
    return Optional.ofNullable(folder).map(Program::new).filter(Program::isWhole);
  }

  /** The program in {@code folder}. */
  static Program in(Path folder) {
    return new Program(folder.toAbsolutePath().normalize());
  }

  private boolean isWhole() {
    return Stream.of(Role.values()).allMatch(role -> Files.isReadable(options(role)));
  }

  Path jar() {
    return folder.resolve(JAR);
  }

  /** All that is on the class path, in a fixed order. */
  List<Path> jars() throws IOException {
    try (Stream<Path> lib = Files.list(folder.resolve("lib"))) {
      return Stream.concat(
              Stream.of(jar()), lib.filter(file -> file.toString().endsWith(".jar")).sorted())
          .toList();
    }
  }

  Path options(Role role) {
    return folder.resolve(role.optionsFile());
  }

  /** Where the caches lie. */
  Path cacheFolder() {
    return folder.resolve("aot");
  }
}
