package dev.lince.app.cli;

import dev.lince.app.config.LogLevel;
import dev.lince.app.config.Settings;
import dev.lince.app.config.Variable;
import dev.lince.app.engine.Embedders;
import dev.lince.embed.Embedder;
import dev.lince.embed.TextEmbedding;
import dev.lince.image.ImageDecoder;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lince embed}. */
@Command(
    name = "embed",
    description = {
      "Prints the unit vector of each picture, or of words, as a line of JSON. Needs neither a"
          + " server nor a library.",
      ""
    },
    sortOptions = false,
    abbreviateSynopsis = true,
    footer = {
      "",
      "Examples:",
      "  lince embed cat.jpg",
      "  lince embed --embedder visual *.jpg > vectors.jsonl",
      "  lince embed --text \"a red car\"",
      "",
      "A line is {\"file\":…,\"space\":…,\"embedding\":[…]}, with \"text\" in the place of \"file\""
          + " for words.",
      "Exit codes: 0 done, 1 it failed for some picture, 2 wrong usage or a wrong setting."
    })
final class EmbedCommand implements Callable<Integer> {
  private static final List<Variable> VARIABLES =
      List.of(
          Variable.LINCE_EMBEDDER,
          Variable.LINCE_MODEL,
          Variable.LINCE_DECODE,
          Variable.LINCE_DECODER,
          Variable.LINCE_MAX_BYTES,
          Variable.LINCE_MAX_PIXELS,
          Variable.LINCE_THREADS,
          Variable.LOG_LEVEL);

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Pictures; - reads one from standard input.")
  private List<String> files = List.of();

  @Option(
      names = {"-t", "--text"},
      paramLabel = "WORDS",
      description = "Embed words instead.")
  private @Nullable String text;

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
    CommandSpec command = Objects.requireNonNull(spec);
    if ((text == null) == files.isEmpty()) {
      throw new ParameterException(
          command.commandLine(), "Either files or --text are needed, and not both");
    }
    Settings settings =
        begin.begin(
            Screen.ofThisProcess(),
            options.sources(List.of()),
            LogLevel.ERROR,
            Settings::bindForReading);
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    try (Embedder embedder = Embedders.forCommand(settings, Optional.empty())) {
      return text == null
          ? embedFiles(embedder, settings, out, err)
          : embedWords(embedder, text, out, err);
    }
  }

  private static int embedWords(Embedder embedder, String words, PrintWriter out, PrintWriter err) {
    TextEmbedding embedding = embedder.embedText(words);
    if (embedding.truncated()) {
      err.println("lince: The words are more than the model reads; only their beginning counted.");
    }
    out.println(VectorLine.of("text", words, embedder.space().name(), embedding.vector()));
    return CommandLines.OK;
  }

  private int embedFiles(Embedder embedder, Settings settings, PrintWriter out, PrintWriter err) {
    ImageDecoder decoder =
        new ImageDecoder(settings.limits(), settings.decode(), settings.decoder());
    int exitCode = CommandLines.OK;
    for (String file : files) {
      try {
        byte[] bytes = PictureFile.read(file, settings.limits().maxBytes());
        float[] vector = embedder.embedImage(decoder.decode(bytes));
        out.println(VectorLine.of("file", file, embedder.space().name(), vector));
      } catch (RuntimeException failure) {
        exitCode = Failures.reportOne(file, failure, err);
      }
    }
    return exitCode;
  }
}
