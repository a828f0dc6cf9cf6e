package dev.lince.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.prerequisite.Prerequisite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Presses Tab in real shells. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "These are shells of other systems.")
class CompletionTest {
  /** Asks bash what it would offer for the words of a line, the last of which is being typed. */
  private static final String ASK_BASH =
      """
      source "$1"
      shift
      compopt() { :; } # Bash has it only while a person presses the key.
      COMP_WORDS=("$@")
      COMP_CWORD=$(($# - 1))
      COMP_LINE="$*"
      COMP_POINT=${#COMP_LINE}
      COMPREPLY=()
      _complete_lince
      printf '%s\\n' "${COMPREPLY[@]}"
      """;

  @TempDir private Path folder;

  @Test
  void bashCompletesCommandsAndOptions() throws Exception {
    Path script = script("bash");

    assertThat(bash(script, "lince", "se")).containsExactlyInAnyOrder("serve", "search");
    assertThat(bash(script, "lince", "completion", "")).contains("bash", "zsh", "fish");
    assertThat(bash(script, "lince", "emb")).containsExactly("embed");
    assertThat(bash(script, "lince", "serve", "--po")).containsExactly("--port");
    assertThat(bash(script, "lince", "search", "--th"))
        .contains("--threshold", "--threads")
        .doesNotContain("--port");
    assertThat(bash(script, "lince", "search", "--mi"))
        .contains("--minus", "--min-similarity", "--min-width");
    assertThat(bash(script, "lince", "images", "")).contains("add", "list", "tag", "rm", "restore");
    assertThat(bash(script, "lince", "images", "rm", "--dr")).containsExactly("--dry-run");
    assertThat(bash(script, "lince", "serve", "--key")).doesNotContain("--key");
  }

  @Test
  void zshTakesTheScript() throws Exception {
    requireShell("zsh");

    Finished finished =
        new Launch(Programs.onPath("zsh"))
            .with("PATH", System.getenv("PATH"))
            .with("HOME", folder)
            .run("-f", "-c", "source \"$1\" && print ${_comps[lince]}", "zsh", "" + script("zsh"));

    assertThat(finished.errors()).isEmpty();
    assertThat(finished.output()).contains("_complete_lince");
  }

  @Test
  void fishCompletesCommandsAndOptions() throws Exception {
    requireShell("fish");
    Path script = script("fish");

    assertThat(fish(script, "lince se")).anyMatch(line -> line.startsWith("serve\t"));
    assertThat(fish(script, "lince se")).anyMatch(line -> line.startsWith("search\t"));
    assertThat(fish(script, "lince serve --po")).anyMatch(line -> line.startsWith("--port"));
    assertThat(fish(script, "lince images re")).anyMatch(line -> line.startsWith("restore\t"));
    assertThat(fish(script, "lince images add a")).noneMatch(line -> line.startsWith("add\t"));
    assertThat(fish(script, "lince images rm --dr")).anyMatch(line -> line.startsWith("--dry-run"));
    assertThat(fish(script, "lince images add --dr")).isEmpty();
    assertThat(fish(script, "lince search --po")).noneMatch(line -> line.startsWith("--port"));
  }

  @Test
  void namesTheShellsItKnowsWhereAnotherIsAskedFor() throws Exception {
    Finished finished = Programs.lince().run("completion", "tcsh");

    assertThat(finished.errors())
        .startsWith("lince: The shell is \"tcsh\"; bash, zsh or fish is allowed.");
    assertThat(finished.exitCode()).isEqualTo(2);
  }

  private Path script(String shell) throws Exception {
    Finished finished = Programs.lince().run("completion", shell);
    assertThat(finished.errors()).isEmpty();
    return Files.writeString(folder.resolve("lince." + shell), finished.output());
  }

  private String[] bash(Path script, String... words) throws Exception {
    Path ask = Files.writeString(folder.resolve("ask"), ASK_BASH);
    Finished finished =
        new Launch(Programs.onPath("bash"))
            .run(
                Stream.concat(Stream.of(ask.toString(), script.toString()), Stream.of(words))
                    .toArray(String[]::new));
    assertThat(finished.errors()).isEmpty();
    return finished.output().lines().map(String::strip).toArray(String[]::new);
  }

  private String[] fish(Path script, String line) throws Exception {
    Finished finished =
        new Launch(Programs.onPath("fish"))
            .with("PATH", System.getenv("PATH"))
            .with("HOME", folder)
            .run("--no-config", "-c", "source %s; complete -C '%s'".formatted(script, line));
    assertThat(finished.errors()).isEmpty();
    return finished.output().lines().toArray(String[]::new);
  }

  private static void requireShell(String shell) {
    boolean there =
        Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(place -> Files.isExecutable(Path.of(place, shell)));
    Prerequisite.require(there, "This test needs %s: apt install %s.".formatted(shell, shell));
  }
}
