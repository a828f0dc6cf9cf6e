package dev.lince.app.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * The options that add parts to a query. They are kept in the order in which they stand, since a
 * weight belongs to the part before it.
 */
final class PartOptions {
  private static final int FIRST_IN_HELP = -2;
  private static final String WHAT = "WORDS|FILE";

  private final List<AskedPart> parts = new ArrayList<>();

  /** Adds the options to a command. */
  void addTo(CommandSpec command) {
    command
        .addOption(
            option(
                "WORDS",
                "Words to search with.",
                words -> parts.add(new AskedPart(AskedPart.Kind.TEXT, words(words), 1)),
                "-t",
                "--text"))
        .addOption(
            option(
                "FILE",
                "A picture to search with.",
                file -> parts.add(new AskedPart(AskedPart.Kind.FILE, file, 1)),
                "--image"))
        .addOption(
            option(
                "ID",
                "A picture of the library to search with.",
                id -> parts.add(new AskedPart(AskedPart.Kind.ID, id(id), 1)),
                "--id"))
        .addOption(
            option(
                WHAT,
                "Words or a picture to add to each query.",
                what -> parts.add(AskedPart.of(words(what), 1)),
                "--plus"))
        .addOption(
            option(
                WHAT,
                "Words or a picture to take away from each query.",
                what -> parts.add(AskedPart.of(words(what), -1)),
                "--minus"))
        .addOption(
            option(
                "NUMBER",
                "How much the part before it counts, above 0 to 100; 1 where nothing is said.",
                this::weigh,
                "--weight"));
  }

  /** In the order of the command line. */
  List<AskedPart> parts() {
    return List.copyOf(parts);
  }

  /** The converter is called once for each value, in their order; the list is not looked at. */
  private static OptionSpec option(
      String label, String description, Taking taking, String... names) {
    ITypeConverter<String> converter =
        value -> {
          taking.take(value);
          return value;
        };
    return OptionSpec.builder(names[0], names)
        .names(names)
        .paramLabel(label)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity("1")
        .order(FIRST_IN_HELP)
        .converters(converter)
        .description(description)
        .build();
  }

  private static String words(String words) {
    if (words.isBlank()) {
      throw new TypeConversionException("It is empty; words or the name of a file are needed");
    }
    return words;
  }

  private static String id(String id) {
    if (!id.matches("[1-9]\\d{0,9}")) {
      throw new TypeConversionException("\"%s\" is no id; a whole number is".formatted(id));
    }
    return id;
  }

  private void weigh(String number) {
    if (parts.isEmpty()) {
      throw new TypeConversionException(
          "It stands behind the part that it is for: --text, --image, --id, --plus or --minus");
    }
    double weight = number(number);
    if (!(weight > 0 && weight <= 100)) {
      throw new TypeConversionException(
          "\"%s\" is not allowed; a number above 0, up to 100, is".formatted(number));
    }
    parts.addLast(parts.removeLast().weighing(weight));
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException no) {
      return Double.NaN;
    }
  }

  /** Takes a value as it stands on the command line. */
  private interface Taking {
    void take(String value);
  }
}
