package dev.lince.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the assignments of one {@code .env} text from its start to its end, once. */
final class DotEnvParser {
  private static final Pattern BLANK = Pattern.compile("\\s*");
  private static final Pattern EXPORT = Pattern.compile("export[^\\S\\r\\n]+");
  private static final Pattern NAME = Pattern.compile("'([^']+)'|([^=#\\s]+)");
  private static final Pattern EQUALS = Pattern.compile("[^\\S\\r\\n]*=([^\\S\\r\\n]*)");
  private static final Pattern SINGLE_QUOTED = Pattern.compile("'([^']*+(?:(?<=\\\\)'[^']*+)*)'");
  private static final Pattern DOUBLE_QUOTED =
      Pattern.compile("\"([^\"]*+(?:(?<=\\\\)\"[^\"]*+)*)\"");
  private static final Pattern REST_OF_LINE = Pattern.compile("[^\\r\\n]*");
  private static final Pattern COMMENT_BEHIND = Pattern.compile("(?s)\\s+#.*");
  private static final Pattern LINE_END =
      Pattern.compile("[^\\S\\r\\n]*(?:#[^\\r\\n]*)?(?:\\r\\n|\\n|\\r|$)");
  private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n|\\n|\\r");
  private static final Pattern ESCAPE_IN_DOUBLE = Pattern.compile("\\\\([\\\\'\"abfnrtv])");
  private static final Pattern ESCAPE_IN_SINGLE = Pattern.compile("\\\\([\\\\'])");

  private final Matcher matcher;
  private final String text;
  private final List<Integer> unreadableLines = new ArrayList<>();
  private int position;

  DotEnvParser(String text) {
    this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    this.matcher = BLANK.matcher(this.text);
  }

  /** Gives every assignment in its order, with escapes resolved and references not. */
  void parse(BiConsumer<String, String> assignments) {
    take(BLANK);
    while (position < text.length()) {
      int start = position;
      if (!takeStatement(assignments)) {
        unreadableLines.add(lineOf(start));
        take(REST_OF_LINE);
      }
      take(BLANK);
    }
  }

  List<Integer> unreadableLines() {
    return List.copyOf(unreadableLines);
  }

  /** Takes a comment, an assignment, or a bare name, which assigns nothing. */
  private boolean takeStatement(BiConsumer<String, String> assignments) {
    if (text.charAt(position) == '#') {
      return take(LINE_END);
    }
    take(EXPORT);
    if (!take(NAME)) {
      return false;
    }
    String name = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    if (!take(EQUALS)) {
      return take(LINE_END);
    }
    String value = takeValue(!matcher.group(1).isEmpty());
    if (value == null || !take(LINE_END)) {
      return false;
    }
    assignments.accept(name, value);
    return true;
  }

  /** Null where a quotation mark is never closed. */
  private @Nullable String takeValue(boolean spaceBefore) {
    char first = position < text.length() ? text.charAt(position) : '\n';
    if (first == '\'') {
      return take(SINGLE_QUOTED) ? unescape(ESCAPE_IN_SINGLE, matcher.group(1)) : null;
    }
    if (first == '"') {
      return take(DOUBLE_QUOTED) ? unescape(ESCAPE_IN_DOUBLE, matcher.group(1)) : null;
    }
    take(REST_OF_LINE);
    String rest = matcher.group();
    if (spaceBefore && rest.startsWith("#")) {
      return "";
    }
    return COMMENT_BEHIND.matcher(rest).replaceFirst("").stripTrailing();
  }

  private static String unescape(Pattern escapes, String quoted) {
    return escapes
        .matcher(quoted)
        .replaceAll(match -> Matcher.quoteReplacement(unescaped(match.group(1))));
  }

  private static String unescaped(String letter) {
    return switch (letter) {
      case "a" -> "\u0007";
      case "b" -> "\b";
      case "f" -> "\f";
      case "n" -> "\n";
      case "r" -> "\r";
      case "t" -> "\t";
      case "v" -> "\u000B";
      default -> letter;
    };
  }

  /** Moves over the pattern if it matches here. */
  private boolean take(Pattern pattern) {
    matcher.usePattern(pattern).region(position, text.length());
    if (!matcher.lookingAt()) {
      return false;
    }
    position = matcher.end();
    return true;
  }

  private int lineOf(int offset) {
    return 1 + (int) LINE_BREAK.matcher(text.substring(0, offset)).results().count();
  }
}
