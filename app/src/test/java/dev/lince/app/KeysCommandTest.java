package dev.lince.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code lince keys}, and the key of a first start, as processes. */
@Execution(ExecutionMode.CONCURRENT)
class KeysCommandTest {
  @TempDir private Path home;

  @Test
  void addsListsAndRevokes() throws Exception {
    LinceProcess.Said added = LinceProcess.run(home, "keys", "add", "phone");
    assertThat(added.exit()).isZero();
    assertThat(added.text()).containsPattern("(?m)^lince_[A-Za-z0-9_-]{43}$");

    LinceProcess.Said listed = LinceProcess.run(home, "keys", "list");
    assertThat(listed.text()).containsPattern("(?m)^read .*phone").doesNotContain("lince_");

    LinceProcess.Said again = LinceProcess.run(home, "keys", "add", "phone", "--write");
    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.text()).contains("There is a key named phone already");
    assertThat(LinceProcess.run(home, "keys", "revoke", "phone").exit()).isZero();
    assertThat(LinceProcess.run(home, "keys", "revoke", "phone").exit()).isEqualTo(1);
    assertThat(LinceProcess.run(home, "keys", "list").text()).doesNotContain("phone");
    assertThat(LinceProcess.run(home, "keys", "add").exit()).isEqualTo(2);
  }

  @Test
  void refusesAKeyOfTheEnvironmentWithoutShowingIt() throws Exception {
    LinceProcess.Said said =
        LinceProcess.run(
            home, Map.of("LINCE_WRITE_KEYS", "too-short"), "keys", "list", "--log-level", "DEBUG");

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.text()).contains("LINCE_WRITE_KEYS: ").doesNotContain("too-short");
  }

  @Test
  void aFirstStartMakesAKeyAndALaterOneDoesNot() throws Exception {
    Files.createDirectory(home.resolve("images"));
    try (LinceProcess server = serve()) {
      server.awaitOutput("/#key=lince_");
      assertThat(server.output()).contains("http://localhost:" + server.port() + "/#key=lince_");
      server.stop();
    }
    try (LinceProcess server = serve()) {
      server.awaitOutput("Lince is at");
      server.stop();
      assertThat(server.output()).doesNotContain("#key=");
    }
    assertThat(LinceProcess.run(home, "keys", "list").text()).containsPattern("(?m)^write .*first");
  }

  private LinceProcess serve() throws Exception {
    return LinceProcess.serve(home, "images", "--data", "data", "--embedder", "visual");
  }
}
