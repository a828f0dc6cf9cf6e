package dev.lince.app.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables of a {@code .env} file, read as python-dotenv documents and reads it, since users
 * of the Python backend wrote theirs for that: {@code export}, quotes with escapes and line breaks,
 * comments after white space only, and {@code ${NAME}} and {@code ${NAME:-default}}, where the
 * environment goes before the file. Libraries for Java read passwords with {@code #}, single quotes
 * and {@code export} differently.
 *
 * @param values by name; of a name that occurs twice the last
 * @param unreadableLines numbers of the lines, from 1, that are no assignment and were passed over
 */
record DotEnv(Map<String, String> values, List<Integer> unreadableLines) {
  static final DotEnv EMPTY = new DotEnv(Map.of(), List.of());

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}:]*)(?::-([^}]*))?}");

  /**
   * Reads the file; where there is none the answer is empty.
   *
   * @throws SettingRefused where it cannot be read, or is not UTF-8
   */
  static DotEnv read(Path file, Map<String, String> environment) {
    if (!Files.isRegularFile(file)) {
      return EMPTY;
    }
    try {
      return parse(Files.readString(file), environment);
    } catch (CharacterCodingException e) {
      throw new SettingRefused("%s is not UTF-8; save it as UTF-8.".formatted(file));
    } catch (IOException e) {
      throw new SettingRefused("%s cannot be read; allow it, or move it away.".formatted(file));
    }
  }

  static DotEnv parse(String text, Map<String, String> environment) {
    DotEnvParser parser = new DotEnvParser(text);
    Map<String, String> values = new LinkedHashMap<>();
    parser.parse((name, value) -> values.put(name, resolve(value, values, environment)));
    return new DotEnv(Map.copyOf(values), parser.unreadableLines());
  }

  private static String resolve(
      String value, Map<String, String> earlier, Map<String, String> environment) {
    Matcher matcher = REFERENCE.matcher(value);
    return matcher.replaceAll(
        match -> {
          String name = match.group(1);
          String fallback = match.group(2) == null ? "" : match.group(2);
          String found = environment.getOrDefault(name, earlier.getOrDefault(name, fallback));
          return Matcher.quoteReplacement(found);
        });
  }
}
