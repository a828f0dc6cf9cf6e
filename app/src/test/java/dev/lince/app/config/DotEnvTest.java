package dev.lince.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DotEnvTest {
  private static final Map<String, String> NOTHING = Map.of();

  /** The expected values are what python-dotenv 1.2.4 printed for the same file. */
  @Test
  void readsAFileAsPythonDotenvDoes() throws IOException {
    Map<String, String> environment = Map.of("SOME_VARIABLE", "from-env", "PLAIN_IN_BOTH", "env");

    DotEnv dotEnv = DotEnv.parse(sample(), environment);

    assertThat(dotEnv.values())
        .containsOnly(
            Map.entry("PLAIN", "value"),
            Map.entry("SPACED", "with spaces inside"),
            Map.entry("EMPTY", ""),
            Map.entry("EXPORTED", "yes"),
            Map.entry("HASH_IN_PASSWORD", "postgresql://me:pa#ss@localhost/db"),
            Map.entry("COMMENT_BEHIND", "value"),
            Map.entry("HASH_FIRST", "#value"),
            Map.entry("SINGLE", "single $x \\n # kept"),
            Map.entry("SINGLE_ESCAPED", "it's"),
            Map.entry("DOUBLE", "double \"quoted\"\ttab"),
            Map.entry("DOUBLE_LINES", "one\ntwo"),
            Map.entry("COMMENT_AFTER_QUOTE", "value"),
            Map.entry("REFERENCE", "value/more"),
            Map.entry("FALLBACK", "other"),
            Map.entry("MISSING", "[]"),
            Map.entry("FROM_ENVIRONMENT", "from-env"),
            Map.entry("SHADOWED", "env"),
            Map.entry("DOLLAR", "pa$$word$1"),
            Map.entry("SINGLE_REFERENCE", "value"),
            Map.entry("QUOTED NAME", "yes"),
            Map.entry("DASH-ED", "yes"),
            Map.entry("EQUALS", "a=b=c"),
            Map.entry("TWICE", "second"),
            Map.entry("AFTER_JUNK", "read"),
            Map.entry("AFTER_UNCLOSED", "read"),
            Map.entry("BACKSLASH", "C:\\new\\table"),
            Map.entry("UNICODE", "niño"),
            Map.entry("PLAIN_IN_BOTH", "file"),
            Map.entry("USES_BOTH", "env"),
            Map.entry("CRLF", "yes"),
            Map.entry("NEXT", "no"),
            Map.entry("LAST", "C:\\pictures\\"));
    assertThat(dotEnv.unreadableLines()).containsExactly(28, 30);
  }

  @Test
  void takesACommentBehindTheEqualsSignForNoValue() {
    assertThat(DotEnv.parse("A=   # nothing\nB=1", NOTHING).values())
        .containsOnly(Map.entry("A", ""), Map.entry("B", "1"));
  }

  @Test
  void readsFilesOfWindows() {
    assertThat(DotEnv.parse("\uFEFFA=1\r\n\r\n# x\r\nB='2'\r\n", NOTHING).values())
        .containsOnly(Map.entry("A", "1"), Map.entry("B", "2"));
  }

  @Test
  void readsAQuotedValueOfAnyLength() {
    String value = "x".repeat(200_000);

    assertThat(DotEnv.parse("A='" + value + "'", NOTHING).values()).containsEntry("A", value);
  }

  @Test
  void isEmptyWhereThereIsNoFile(@TempDir Path folder) {
    assertThat(DotEnv.read(folder.resolve(".env"), NOTHING)).isEqualTo(DotEnv.EMPTY);
  }

  @Test
  void refusesAFileThatIsNotUtf8(@TempDir Path folder) throws IOException {
    Path file = folder.resolve(".env");
    Files.write(file, "A=niño".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> DotEnv.read(file, NOTHING))
        .isInstanceOf(SettingRefused.class)
        .hasMessage(file + " is not UTF-8; save it as UTF-8.");
  }

  private static String sample() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(DotEnvTest.class.getResourceAsStream("python.env"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
