package dev.lince.app.config;

import dev.lince.app.config.Given.Origin;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where values come from, in this order: command-line option, environment, {@code .env} in the
 * working directory, default. A value that is there and empty means the default too, and ends the
 * search: {@code DATABASE_URL= lince serve} goes before a {@code .env}.
 *
 * @param options what the command line said
 * @param folders the image folders that stand on the command line; they go before every other
 *     {@code LINCE_IMAGES}
 * @param environment of the process
 * @param dotEnv of the working directory
 * @param workingDirectory from which given paths count
 * @param home the folder of the launcher, from which default paths count
 */
public record Sources(
    Map<Variable, String> options,
    List<String> folders,
    Map<String, String> environment,
    DotEnv dotEnv,
    Path workingDirectory,
    Path home) {

  /** Those of the settings, and those that launcher and tests read. */
  private static final Set<String> KNOWN =
      Stream.concat(
              Stream.of(Variable.values()).map(Enum::name),
              Stream.of("LINCE_AOT", "LINCE_JAVA_OPTS", "LINCE_JAVA_ROOT", "LINCE_REQUIRE"))
          .collect(Collectors.toUnmodifiableSet());

  /** Copies the collections. */
  public Sources {
    options = Map.copyOf(options);
    folders = List.copyOf(folders);
    environment = Map.copyOf(environment);
  }

  /**
   * The sources of this process.
   *
   * @throws SettingRefused where {@code .env} cannot be read
   */
  public static Sources ofThisProcess(Map<Variable, String> options, List<String> folders) {
    Path workingDirectory = Path.of("").toAbsolutePath();
    Path home = Path.of(System.getProperty("lince.home", "")).toAbsolutePath();
    Map<String, String> environment = System.getenv();
    DotEnv dotEnv = DotEnv.read(workingDirectory.resolve(".env"), environment);
    return new Sources(options, folders, environment, dotEnv, workingDirectory, home);
  }

  /** A sentence for every line of {@code .env} that was passed over. */
  public List<String> warnings() {
    return dotEnv.unreadableLines().stream()
        .map("Line %d of .env is not NAME=value; it is passed over."::formatted)
        .toList();
  }

  /** The names that look like Lince's, in the environment and in {@code .env}, and are not. */
  public List<String> unknownNames() {
    return Stream.concat(environment.keySet().stream(), dotEnv.values().keySet().stream())
        .filter(name -> name.startsWith("LINCE_") && !KNOWN.contains(name))
        .distinct()
        .sorted()
        .toList();
  }

  /** The value that counts. */
  Given find(Variable variable) {
    Given written = findWritten(variable);
    return written != null && !written.text().isEmpty()
        ? written
        : new Given(variable, variable.defaultText(), Origin.DEFAULT);
  }

  /** The value that counts, where an empty one is a value: a list without elements. */
  Given findList(Variable variable) {
    Given written = findWritten(variable);
    return written != null ? written : find(variable);
  }

  /** A given path counts from the working directory, a default one from the launcher's folder. */
  Path base(Given given) {
    return given.origin() == Origin.DEFAULT ? home : workingDirectory;
  }

  private @Nullable Given findWritten(Variable variable) {
    String name = variable.name();
    if (options.containsKey(variable)) {
      return given(variable, options.get(variable), Origin.OPTION);
    }
    if (environment.containsKey(name)) {
      return given(variable, environment.get(name), Origin.ENVIRONMENT);
    }
    return dotEnv.values().containsKey(name)
        ? given(variable, dotEnv.values().get(name), Origin.DOT_ENV)
        : null;
  }

  private static Given given(Variable variable, @Nullable String text, Origin origin) {
    return new Given(variable, text == null ? "" : text.strip(), origin);
  }
}
