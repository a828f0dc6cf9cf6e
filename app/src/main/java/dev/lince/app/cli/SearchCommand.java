package dev.lince.app.cli;

import dev.lince.app.config.LogLevel;
import dev.lince.app.config.Settings;
import dev.lince.app.config.Variable;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lince search}. */
@Command(
    name = "search",
    description = {
      "Finds the pictures of the library that are most similar to a picture, or that show what words"
          + " say. Asks the server that runs on the data folder; opens the index itself where none"
          + " does.",
      ""
    },
    sortOptions = false,
    abbreviateSynopsis = true,
    footer = {
      "",
      "Examples:",
      "  lince search cat.jpg",
      "  lince search -k 3 --threshold 0.5 *.jpg",
      "  lince search --text \"a red car\" --json",
      "  curl -s https://example.org/cat.jpg | lince search -",
      "",
      "Exit codes: 0 done, 1 it failed for some picture, 2 wrong usage or a wrong setting."
    })
final class SearchCommand implements Callable<Integer> {
  private static final int MOST = 1000;
  private static final List<Variable> VARIABLES =
      List.of(
          Variable.LINCE_DATA,
          Variable.LINCE_IMAGES,
          Variable.LINCE_EMBEDDER,
          Variable.LINCE_MODEL,
          Variable.LINCE_DECODE,
          Variable.LINCE_DECODER,
          Variable.LINCE_MAX_BYTES,
          Variable.LINCE_MAX_PIXELS,
          Variable.LINCE_THREADS,
          Variable.DATABASE_URL,
          Variable.LOG_LEVEL);

  @Parameters(
      paramLabel = "PICTURE",
      arity = "0..*",
      description = "Pictures to search with, each for itself; - reads one from standard input.")
  private List<String> pictures = List.of();

  @Option(
      names = {"-t", "--text"},
      paramLabel = "WORDS",
      description = "Search with words instead.")
  private @Nullable String text;

  @Option(
      names = {"-k", "--results"},
      paramLabel = "COUNT",
      defaultValue = "10",
      description = "How many results at most, 1 to 1000. Default: 10.")
  private int k;

  @Option(
      names = "--threshold",
      paramLabel = "NUMBER",
      defaultValue = "0",
      description =
          "Leave out what is less similar, 0.0 to 1.0. Default: 0, which leaves out none.")
  private double threshold;

  @Option(names = "--json", description = "Answer with one line of JSON for each search.")
  private boolean json;

  @Mixin private final CommandSettings begin = new CommandSettings();
  private final SettingOptions options = new SettingOptions();
  private @Nullable CommandSpec spec;

  @Spec
  void addOptions(CommandSpec command) {
    spec = command;
    options.addTo(command, VARIABLES);
  }

  @Override
  public Integer call() {
    refuseWrongUsage();
    Settings settings =
        begin.begin(
            Screen.ofThisProcess(),
            options.sources(List.of()),
            LogLevel.ERROR,
            Settings::bindForReading);
    try (Searching searching = Searching.open(settings)) {
      return text == null ? searchPictures(searching, settings) : searchWords(searching, text);
    }
  }

  private void refuseWrongUsage() {
    String wrong = null;
    if ((text == null) == pictures.isEmpty()) {
      wrong = "Either pictures or --text are needed, and not both";
    } else if (text != null && text.isBlank()) {
      wrong = "--text is empty; words are needed";
    } else if (k < 1 || k > MOST) {
      wrong = "-k is %d; 1 to %d is allowed".formatted(k, MOST);
    } else if (!(threshold >= 0 && threshold <= 1)) {
      wrong = "--threshold is %s; 0.0 to 1.0 is allowed".formatted(threshold);
    }
    if (wrong != null) {
      throw new ParameterException(command().commandLine(), wrong);
    }
  }

  private int searchWords(Searching searching, String words) {
    Found found = searching.byText(words, k, threshold);
    if (found.truncated()) {
      err()
          .println("lince: The words are more than the model reads; only their beginning counted.");
    }
    out().print(json ? FoundText.json("text", words, found) : FoundText.table(found));
    out().flush();
    return CommandLines.OK;
  }

  private int searchPictures(Searching searching, Settings settings) {
    int exitCode = CommandLines.OK;
    boolean headed = pictures.size() > 1 && !json;
    boolean first = true;
    for (String picture : pictures) {
      try {
        byte[] bytes = PictureFile.read(picture, settings.limits().maxBytes());
        Found found = searching.byImage(bytes, k, threshold);
        if (headed) {
          out().print("%s%s:%n".formatted(first ? "" : System.lineSeparator(), picture));
        }
        out().print(json ? FoundText.json("file", picture, found) : FoundText.table(found));
        out().flush();
        first = false;
      } catch (RuntimeException failure) {
        exitCode = Failures.reportOne(picture, failure, err());
      }
    }
    return exitCode;
  }

  private PrintWriter out() {
    return command().commandLine().getOut();
  }

  private PrintWriter err() {
    return command().commandLine().getErr();
  }

  private CommandSpec command() {
    return Objects.requireNonNull(spec);
  }
}
