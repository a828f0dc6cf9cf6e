package dev.lince.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerFileTest {
  private static final ServerFile SERVER = new ServerFile(URI.create("http://127.0.0.1:8000"), 42);

  @TempDir private Path data;

  @Test
  void isReadAsItWasWritten() throws IOException {
    Path file = data.resolve("new/server.json");

    SERVER.write(file);

    assertThat(file).hasContent("{\"url\":\"http://127.0.0.1:8000\",\"pid\":42}\n");
    assertThat(ServerFile.read(file)).contains(SERVER);
    try (var left = Files.list(file.getParent())) {
      assertThat(left).containsExactly(file);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{\"url\":\"http://x\"}",
        "{\"pid\":1}",
        "{\"url\":\"file:///etc/passwd\",\"pid\":1}",
        "{\"url\":\"http://x y\",\"pid\":1}",
        "{\"url\":\"http://x\",\"pid\":99999999999999999999999}"
      })
  void isNoUseWhereItIsBroken(String content) throws IOException {
    Path file = Files.writeString(data.resolve("server.json"), content);

    assertThat(ServerFile.read(file)).isEmpty();
  }

  @Test
  void isRemovedByItsOwnServerOnly() throws IOException {
    Path file = data.resolve("server.json");
    ServerFile other = new ServerFile(SERVER.url(), 43);
    SERVER.write(file);

    other.remove(file);
    assertThat(ServerFile.read(file)).contains(SERVER);
    SERVER.remove(file);
    assertThat(file).doesNotExist();
    SERVER.remove(file);
  }

  @Test
  void knowsWhetherItsProcessLives() throws Exception {
    Process gone = new ProcessBuilder(Programs.onPath("true").toString()).start();
    gone.waitFor();

    assertThat(new ServerFile(SERVER.url(), gone.pid()).processLives()).isFalse();
    assertThat(new ServerFile(SERVER.url(), ProcessHandle.current().pid()).processLives()).isTrue();
  }
}
