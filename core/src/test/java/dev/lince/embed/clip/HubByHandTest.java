package dev.lince.embed.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lince.prerequisite.Prerequisite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands that messages print, run as a reader would run them. */
class HubByHandTest {
  @TempDir private Path folder;
  private FakeHub server;

  @BeforeEach
  void serve() throws IOException {
    server = new FakeHub();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  @Timeout(120)
  void thePrintedCommandsBringTheModel() throws Exception {
    Hub offline = server.open(folder.resolve("cache"), Map.of("HF_HUB_OFFLINE", "1"));
    String message = String.valueOf(catchThrowable(() -> offline.download((_, _) -> {})));
    String command = message.substring(message.indexOf("for f in"));
    assertThat(command).doesNotContain("HF_TOKEN");

    run(command, Map.of());

    requireModel();
  }

  @Test
  @Timeout(120)
  void thePrintedCommandsBringTheTokenByItsName() throws Exception {
    Hub offline =
        server.open(
            folder.resolve("cache"), Map.of("HF_HUB_OFFLINE", "1", "HF_TOKEN", "hf_secret"));
    String message = String.valueOf(catchThrowable(() -> offline.download((_, _) -> {})));
    assertThat(message)
        .doesNotContain("hf_secret")
        .contains("(your token is taken from HF_TOKEN there)");

    run(message.substring(message.indexOf("for f in")), Map.of("HF_TOKEN", "hf_secret"));

    requireModel();
    assertThat(server.requests)
        .filteredOn(request -> request.host().equals("hub"))
        .extracting(FakeHub.Request::authorization)
        .containsOnly("Bearer hf_secret");
  }

  @Test
  void theDocumentationHasTheSameCommands() {
    String commands = Hub.fromEnvironment(Map.of(), folder).commandsByHand();
    assertThat(Path.of("../docs/models.md")).content().contains("\n" + commands + "\n");
  }

  private void requireModel() {
    ModelFolder model = ModelFolder.of(folder.resolve("clip"));
    for (String file : server.content.keySet()) {
      assertThat(model.file(file)).hasBinaryContent(server.bytesOf(file));
    }
    assertThat(model.knowsWords()).isTrue();
  }

  private void run(String command, Map<String, String> env) throws Exception {
    Prerequisite.require(
        Files.isExecutable(Path.of("/bin/sh")) && isThere("curl"),
        "The commands by hand are not tested: they need a POSIX shell and curl.");
    Path log = folder.resolve("log");
    ProcessBuilder shell =
        new ProcessBuilder("/bin/sh", "-c", command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    shell.environment().keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
    shell.environment().putAll(env);
    assertThat(shell.start().waitFor()).as(Files.readString(log)).isZero();
  }

  private static boolean isThere(String program) throws Exception {
    Process which = new ProcessBuilder("/bin/sh", "-c", "command -v " + program).start();
    return which.waitFor() == 0;
  }
}
