package dev.lince.app.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the page says in one language: the file under {@code words/}, by its keys. */
record Words(String language, Map<String, String> texts) {
  private static final String FOLDER = "/dev/lince/app/page/";
  private static final Pattern TEXT =
      Pattern.compile("\"([a-z0-9.]+)\":\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

  static Words in(String language) {
    Map<String, String> texts = new TreeMap<>();
    Matcher found = TEXT.matcher(file("words/" + language + ".js"));
    while (found.find()) {
      if (texts.put(found.group(1), found.group(2).replace("\\\"", "\"")) != null) {
        throw new AssertionError("words/%s.js has %s twice".formatted(language, found.group(1)));
      }
    }
    return new Words(language, texts);
  }

  String of(String key) {
    return Objects.requireNonNull(texts.get(key), key);
  }

  /** A file of the page. */
  static String file(String path) {
    try (InputStream file = Words.class.getResourceAsStream(FOLDER + path)) {
      return new String(Objects.requireNonNull(file, path).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
