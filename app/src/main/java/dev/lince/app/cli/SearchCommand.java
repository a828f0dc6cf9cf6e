package dev.lince.app.cli;

import dev.lince.app.config.CallerKey;
import dev.lince.app.config.LogLevel;
import dev.lince.app.config.Settings;
import dev.lince.app.config.Sources;
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
      "Finds the pictures of the library that are most similar to a picture, that show what words"
          + " say, or both, added up and taken away. Asks the server that runs on the data folder;"
          + " opens the index itself where none does.",
      ""
    },
    sortOptions = false,
    abbreviateSynopsis = true,
    footer = {
      "",
      "Each PICTURE and each WORDS is a search of its own; --text, --image, --id, --plus and --minus"
          + " add parts to each. A picture is what is the name of a file.",
      "",
      "Examples:",
      "  lince search cat.jpg",
      "  lince search \"a red car\" --folder trips -k 3",
      "  lince search beach --plus sunset --weight 0.5 --minus people",
      "  lince search room.jpg --region 50%%,0%%,50%%,100%% --json",
      "  curl -s https://example.org/cat.jpg | lince search -",
      "",
      "Exit codes: 0 done, 1 it failed for some search, 2 wrong usage or a wrong setting."
    })
final class SearchCommand implements Callable<Integer> {
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
      paramLabel = "PICTURE|WORDS",
      arity = "0..*",
      description = "What to search with; - reads a picture from standard input.")
  private List<String> arguments = List.of();

  private final PartOptions parts = new PartOptions();
  @Mixin private final QueryOptions query = new QueryOptions();

  @Option(
      names = "--json",
      description = "Answer with one line of JSON for each search: the answer of the API.")
  private boolean json;

  @Option(
      names = "--open",
      description = "Show the best result of each search in the viewer of the desktop.")
  private boolean open;

  @Mixin private final CommandSettings begin = new CommandSettings();
  private final SettingOptions options = new SettingOptions();
  private @Nullable CommandSpec spec;

  @Spec
  void addOptions(CommandSpec command) {
    spec = command;
    parts.addTo(command);
    options.addTo(command, VARIABLES);
  }

  @Override
  public Integer call() {
    refuseWrongUsage();
    Sources sources = options.sources(List.of());
    Settings settings =
        begin.begin(Screen.ofThisProcess(), sources, LogLevel.ERROR, Settings::bindForReading);
    Questions questions = new Questions(query, parts.parts(), settings.limits().maxBytes());
    try (Searching searching = Searching.open(settings, CallerKey.of(sources))) {
      Viewer viewer = open ? Viewer.of(settings, searching) : null;
      if (arguments.isEmpty()) {
        answer(parts.parts().getFirst(), searching.search(questions.common()), viewer);
        return CommandLines.OK;
      }
      return each(questions, searching, viewer);
    }
  }

  private void refuseWrongUsage() {
    String wrong = query.wrong();
    if (arguments.isEmpty() && parts.parts().isEmpty()) {
      wrong = "Nothing is named to search for; pictures, words or --id are needed";
    } else if (arguments.stream().anyMatch(String::isBlank)) {
      wrong = "An argument is empty; a picture or words are needed";
    } else if (wrong == null && query.region() != null && !namesPicture()) {
      wrong = "--region is of a picture, and none is named";
    }
    if (wrong != null) {
      throw new ParameterException(command().commandLine(), wrong);
    }
  }

  /** Whether each search has a picture. */
  private boolean namesPicture() {
    return parts.parts().stream().anyMatch(SearchCommand::isPicture)
        || (!arguments.isEmpty()
            && arguments.stream().allMatch(name -> isPicture(AskedPart.of(name, 1))));
  }

  private static boolean isPicture(AskedPart part) {
    return part.kind() == AskedPart.Kind.FILE;
  }

  private int each(Questions questions, Searching searching, @Nullable Viewer viewer) {
    int exitCode = CommandLines.OK;
    boolean headed = arguments.size() > 1 && !json;
    boolean first = true;
    for (String argument : arguments) {
      AskedPart asked = AskedPart.of(argument, 1);
      try {
        byte[] answer = searching.search(questions.of(asked));
        if (headed) {
          out().print("%s%s:%n".formatted(first ? "" : System.lineSeparator(), argument));
        }
        first = false;
        answer(asked, answer, viewer);
      } catch (RuntimeException failure) {
        exitCode = Failures.reportOne(argument, failure, err());
      }
    }
    return exitCode;
  }

  private void answer(AskedPart asked, byte[] answer, @Nullable Viewer viewer) {
    Found found = Answers.found(answer);
    if (found.truncated()) {
      err()
          .println("lince: The words are more than the model reads; only their beginning counted.");
    }
    out()
        .print(
            json
                ? FoundText.json(asked.kind().word(), asked.text(), answer)
                : FoundText.table(found, !query.isByDate()));
    out().flush();
    if (viewer != null && !found.hits().isEmpty()) {
      viewer.show(found.hits().getFirst().path());
    }
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
