package dev.lince.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.app.config.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Spanish pages say what the English ones say, as far as a program can see. */
class TranslationTest {
  private static final Path DOCS = Path.of("..", "docs").toAbsolutePath().normalize();

  @ParameterizedTest
  @ValueSource(strings = {"configuration.md", "troubleshooting.md"})
  void bothLanguagesNameTheSameThings(String page) throws IOException {
    String english = Files.readString(DOCS.resolve(page));
    String spanish = Files.readString(DOCS.resolve("es").resolve(page));

    assertThat(found(spanish, "\\b((?:LINCE|HF|PG)_?[A-Z_…]{2,}|[A-Z]+_[A-Z_]+)"))
        .as("variables")
        .isEqualTo(found(english, "\\b((?:LINCE|HF|PG)_?[A-Z_…]{2,}|[A-Z]+_[A-Z_]+)"));
    assertThat(found(spanish, "`(--[a-z-]+)"))
        .as("options")
        .isEqualTo(found(english, "`(--[a-z-]+)"));
    assertThat(lines(spanish, "#")).as("headings").isEqualTo(lines(english, "#"));
    assertThat(lines(spanish, "|")).as("rows of tables").isEqualTo(lines(english, "|"));
    assertThat(lines(spanish, "**")).as("entries").isEqualTo(lines(english, "**"));
    assertThat(lines(spanish, "- ")).as("points").isEqualTo(lines(english, "- "));
  }

  @Test
  void theMessagesOfTheProgramAreQuotedAsTheyAre() throws IOException {
    Set<String> english = messages(Files.readString(DOCS.resolve("troubleshooting.md")));

    assertThat(english).hasSizeGreaterThan(40);
    assertThat(messages(Files.readString(DOCS.resolve("es/troubleshooting.md"))))
        .isEqualTo(english);
  }

  @Test
  void bothLanguagesHaveEachVariableThatTheProgramReads() throws IOException {
    for (String page : List.of("configuration.md", "es/configuration.md")) {
      assertThat(Files.readString(DOCS.resolve(page)))
          .contains(Stream.of(Variable.values()).map(name -> "| `" + name + "` |").toList());
    }
  }

  @Test
  void theSpanishPagesLinkToPagesThatAreThere() throws IOException {
    for (String page : List.of("configuration.md", "troubleshooting.md")) {
      for (String link :
          found(Files.readString(DOCS.resolve("es").resolve(page)), "\\]\\((\\.\\./[^)#]+)")) {
        assertThat(DOCS.resolve("es").resolve(link)).isRegularFile();
      }
    }
  }

  /** What stands in code marks and begins as a sentence of Lince's does. */
  private static Set<String> messages(String page) {
    return found(page, "`((?:[A-Z][a-z]+|…|a|the) [^`]{20,})`");
  }

  private static Set<String> found(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static long lines(String text, String beginning) {
    return text.lines().filter(line -> line.startsWith(beginning)).count();
  }
}
