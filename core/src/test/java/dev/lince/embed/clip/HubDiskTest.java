package dev.lince.embed.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lince.embed.EmbedException.ModelUnavailable;
import dev.lince.prerequisite.Prerequisite;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are too small, fill up or take no writing: real ones, mounted for the test. */
class HubDiskTest {
  private static final DownloadProgress UNHEARD = (_, _) -> {};

  @TempDir private Path folder;
  private FakeHub server;
  private boolean isMounted;

  @BeforeEach
  void serve() throws IOException {
    server = new FakeHub();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    if (isMounted) {
      run("umount", "-l", folder.toString());
    }
  }

  @Test
  void asksForNothingWhereTheDiskIsTooSmall() throws Exception {
    mount("size=4m");
    assertThatThrownBy(() -> server.open(folder, Map.of()).download(UNHEARD))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining(
            "The model needs 66 MB in %s, where 4 MB are free.".formatted(folder));
    assertThat(server.requests).isEmpty();
  }

  @Test
  void saysSoWhereTheDiskFillsUpMidwayAndLeavesNoPart() throws Exception {
    mount("size=72m");
    server.pranks.put(
        ModelFolder.IMAGE_TOWER,
        (exchange, bytes) -> {
          fill(folder.resolve("of-someone-else"));
          FakeHub.send(exchange, bytes);
        });
    Hub hub = server.open(folder, Map.of());
    assertThatThrownBy(() -> hub.download(UNHEARD))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining(
            "The disk with %s is full, so the model cannot be stored there; make room, or set HF_HOME to a folder on another disk."
                .formatted(folder));
    assertThat(partials()).isEmpty();

    Files.delete(folder.resolve("of-someone-else"));
    server.pranks.clear();
    assertThat(hub.download(UNHEARD).file(ModelFolder.IMAGE_TOWER))
        .hasBinaryContent(server.bytesOf(ModelFolder.IMAGE_TOWER));
  }

  @Test
  void namesTheFolderThatTakesNoWriting() throws Exception {
    mount("size=1m,ro");
    assertThatThrownBy(() -> server.open(folder, Map.of()).download(UNHEARD))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining(
            "The model's cache %s cannot be written (Read-only file system); set HF_HUB_CACHE or HF_HOME to a folder that can."
                .formatted(folder));
    assertThat(server.requests).isEmpty();
  }

  @Test
  void readsACacheThatTakesNoWriting() throws Exception {
    mount("size=80m");
    Hub hub = server.open(folder, Map.of());
    Path root = hub.download(UNHEARD).root();
    server.requests.clear();
    run("mount", "-o", "remount,ro", folder.toString());

    assertThat(hub.cached().map(ModelFolder::root)).hasValue(root);
    assertThat(hub.download(UNHEARD).root()).isEqualTo(root);
    assertThat(server.requests).isEmpty();
    assertThatThrownBy(() -> hub.cached().orElseThrow().textTower())
        .hasMessageContaining("cannot be written (Read-only file system)");
  }

  @Test
  void namesTheFileThatStandsWhereTheFolderShouldBe() throws IOException {
    Path file = Files.writeString(folder.resolve("cache"), "no folder");
    assertThatThrownBy(() -> server.open(file, Map.of()).download(UNHEARD))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining("The model's cache %s cannot be written (".formatted(file));
  }

  private void mount(String options) throws Exception {
    boolean hasMount = Files.isExecutable(Path.of("/bin/mount"));
    isMounted =
        hasMount
            && run("mount", "-t", "tmpfs", "-o", options, "lince-test", folder.toString()) == 0;
    Prerequisite.require(
        isMounted, "The hub's disks are not tested: mounting a tmpfs needs Linux and root.");
  }

  private static int run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private static void fill(Path file) throws IOException {
    byte[] block = new byte[1 << 16];
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }

  private List<Path> partials() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().contains("partial")).toList();
    }
  }
}
