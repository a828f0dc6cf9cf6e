package dev.lince.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page says in English it says in Spanish, and the other way round. */
class WordsTest {
  private static final Path SCRIPTS =
      Path.of("src", "main", "resources", "dev", "lince", "app", "page", "script");
  private static final Pattern SAID = Pattern.compile("\\bsay\\(\\s*\"([a-z0-9.]+)\"");
  private static final Pattern GAP = Pattern.compile("\\{(\\w+)\\}");

  private final Words english = Words.in("en");
  private final Words spanish = Words.in("es");

  @Test
  void bothLanguagesHaveTheSameKeys() {
    assertThat(english.texts()).hasSizeGreaterThan(150);
    assertThat(spanish.texts().keySet()).isEqualTo(english.texts().keySet());
  }

  @Test
  void bothLanguagesFillInTheSameValues() {
    english
        .texts()
        .forEach(
            (key, text) ->
                assertThat(gaps(spanish.of(key))).as("the gaps of %s", key).isEqualTo(gaps(text)));
  }

  @Test
  void everyTextThatAScriptNamesIsThere() throws IOException {
    Set<String> known = new TreeSet<>();
    english
        .texts()
        .keySet()
        .forEach(
            key -> {
              known.add(key);
              known.add(key.replaceFirst("\\.(one|other)$", ""));
            });
    Set<String> said = new TreeSet<>();
    try (Stream<Path> scripts = Files.list(SCRIPTS)) {
      for (Path script : scripts.toList()) {
        Matcher found = SAID.matcher(Files.readString(script));
        while (found.find()) {
          said.add(found.group(1));
        }
      }
    }

    assertThat(said).hasSizeGreaterThan(100);
    assertThat(known).containsAll(said);
  }

  private static Set<String> gaps(String text) {
    return GAP.matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
