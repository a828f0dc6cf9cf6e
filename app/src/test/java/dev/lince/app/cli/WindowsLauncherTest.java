package dev.lince.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What can be said of {@code lince.cmd} without a Windows: that it is whole, and does as `lince`.
 */
class WindowsLauncherTest {
  private static final Path CMD = Programs.repositoryRoot().resolve("lince.cmd");
  private static final Path SHELL = Programs.repositoryRoot().resolve("lince");

  @Test
  void hasEachLabelOnceAndJumpsToNoOther() throws IOException {
    List<String> labels = found(CMD, "(?m)^:(\\w+)");

    assertThat(labels).doesNotHaveDuplicates().isNotEmpty();
    assertThat(found(CMD, "(?:goto|call) :(\\w+)")).isNotEmpty().allMatch(labels::contains);
  }

  @Test
  void isPlainTextAsCmdReadsIt() throws IOException {
    assertThat(Files.readString(CMD, StandardCharsets.US_ASCII)).isNotEmpty();
    assertThat(Files.readString(Programs.repositoryRoot().resolve(".gitattributes")))
        .contains("*.cmd text eol=crlf");
  }

  @Test
  void handsTheSameToJavaAsTheShellsLauncher() throws IOException {
    for (String handed :
        List.of(
            "(-Dlince\\.home=)", "(LINCE_JAVA_OPTS)", "(-XX:AOTCache=)", "(dev\\.lince\\.\\S+)")) {
      assertThat(found(CMD, handed)).as(handed).isNotEmpty();
      assertThat(found(SHELL, handed)).as(handed).isNotEmpty();
      assertThat(found(CMD, handed).getLast()).isEqualTo(found(SHELL, handed).getLast());
    }
    assertThat(found(CMD, "(ORT_DISABLE_TELEMETRY=1)")).hasSize(1);
    assertThat(found(CMD, "GEQ (\\d+)")).isEqualTo(found(SHELL, "least_java=(\\d+)"));
    assertThat(found(CMD, "@%LINCE_APP%[/\\\\](lib)[/\\\\]%LINCE_ROLE%\\.options")).hasSize(1);
    assertThat(found(SHELL, "@\\$app/(lib)/\\$role\\.options")).hasSize(1);
    assertThat(found(CMD, "LINCE_ROLE=(\\w+)")).containsExactlyInAnyOrder("serve", "commands");
    assertThat(found(SHELL, "role=(\\w+)")).containsExactlyInAnyOrder("serve", "commands");
  }

  private static List<String> found(Path file, String pattern) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(file).replace("\r", ""))
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }
}
