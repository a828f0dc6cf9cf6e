package dev.lince.app.cli;

import dev.lince.app.config.LogLevel;
import dev.lince.app.config.Settings;
import dev.lince.app.config.Variable;
import dev.lince.app.keys.KeyFile;
import dev.lince.app.keys.KnownKey;
import dev.lince.app.keys.Right;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lince keys}. */
@Command(
    name = "keys",
    description = {
      "Makes, lists and revokes the keys that let others read and write. The data folder keeps"
          + " their hashes, and a server that runs on it knows at once.",
      ""
    },
    sortOptions = false,
    abbreviateSynopsis = true,
    footer = {
      "",
      "Examples:",
      "  lince keys add phone             make a key that may read, and print it, once",
      "  lince keys add laptop --write    make one that may write too",
      "  lince keys list                  names, rights and dates",
      "  lince keys revoke phone          from now on it opens nothing",
      "",
      "Exit codes: 0 done, 1 it failed, 2 wrong usage or a wrong setting."
    })
final class KeysCommand implements Callable<Integer> {
  private static final String ADD = "add";
  private static final String LIST = "list";
  private static final String REVOKE = "revoke";
  private static final List<String> ACTIONS = List.of(ADD, LIST, REVOKE);

  @Parameters(
      index = "0",
      paramLabel = "WHAT",
      completionCandidates = Actions.class,
      description = "add, list or revoke.")
  private String action = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NAME",
      description = "Of the key: 1 to 64 letters of a to z, digits, - and _.")
  private @Nullable String name;

  @Option(names = "--read", description = "The new key may read; so it is without this too.")
  private boolean read;

  @Option(names = "--write", description = "The new key may write too.")
  private boolean write;

  @Mixin private final CommandSettings begin = new CommandSettings();
  private final SettingOptions options = new SettingOptions();
  private @Nullable CommandSpec spec;

  @Spec
  void addOptions(CommandSpec command) {
    spec = command;
    options.addTo(
        command, List.of(Variable.LINCE_DATA, Variable.LINCE_LOG_FORMAT, Variable.LOG_LEVEL));
  }

  @Override
  public Integer call() {
    requireSense();
    Settings settings =
        begin.begin(
            Screen.ofThisProcess(),
            options.sources(List.of()),
            LogLevel.WARN,
            Settings::bindForReading);
    KeyFile file = new KeyFile(settings.keyFile());
    try {
      switch (action) {
        case ADD -> add(file);
        case REVOKE -> revoke(file);
        default -> file.read().forEach(key -> out().println(line(key)));
      }
    } catch (IOException failed) {
      throw new CommandFailed(
          "The keys of %s cannot be used: %s".formatted(settings.data(), failed.getMessage()),
          failed);
    }
    return CommandLines.OK;
  }

  private void requireSense() {
    if (!ACTIONS.contains(action)) {
      throw wrong("`keys %s` is not known; add, list or revoke is allowed".formatted(action));
    }
    if (action.equals(LIST) == (name != null)) {
      throw wrong(
          action.equals(LIST)
              ? "`keys list` takes no name"
              : "`keys %s` needs the NAME of a key".formatted(action));
    }
    if (((read || write) && !action.equals(ADD)) || (read && write)) {
      throw wrong("One of --read and --write belongs to `keys add`, and to nothing else");
    }
    if (name != null && !KnownKey.isName(name)) {
      throw wrong("A key's name has 1 to 64 letters of a to z, digits, - and _");
    }
  }

  private void add(KeyFile file) throws IOException {
    try {
      out().println(file.add(name(), write ? Right.WRITE : Right.READ));
    } catch (IllegalArgumentException taken) {
      throw new CommandFailed(String.valueOf(taken.getMessage()), taken);
    }
  }

  private void revoke(KeyFile file) throws IOException {
    if (!file.revoke(name())) {
      throw new CommandFailed(
          "There is no key named %s; `lince keys list` shows those that there are."
              .formatted(name));
    }
  }

  private static String line(KnownKey key) {
    return "%-5s  %s  %s".formatted(key.right().word(), key.added(), key.name());
  }

  private String name() {
    return Objects.requireNonNull(name);
  }

  private PrintWriter out() {
    return command().getOut();
  }

  private CommandLine command() {
    return Objects.requireNonNull(spec).commandLine();
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(command(), sentence);
  }

  /** What completion offers. */
  private static final class Actions implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ACTIONS.iterator();
    }
  }
}
