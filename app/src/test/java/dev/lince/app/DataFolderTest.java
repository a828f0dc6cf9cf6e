package dev.lince.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Data folders that cannot be used, and those that someone else uses: one sentence each. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@Execution(ExecutionMode.CONCURRENT)
class DataFolderTest {
  @TempDir Path home;
  private TinyPictures pictures;

  @BeforeEach
  void draw() throws IOException {
    pictures = new TinyPictures(home.resolve("pictures"));
    pictures.draw(3);
  }

  @Test
  void oneThatTakesNoChangesIsRefused() throws Exception {
    try (SmallDisk disk = SmallDisk.on(home.resolve("locked"), 1024)) {
      disk.makeReadOnly();
      assertRefused(2, "LINCE_DATA", home.resolve("locked").toString(), "cannot be written to");
    }
  }

  @Test
  void oneThatIsAFileOrADeadLinkIsRefused() throws Exception {
    Files.writeString(home.resolve("locked"), "a file");
    assertRefused(2, "LINCE_DATA", home.resolve("locked").toString(), "is not a folder");
    Files.delete(home.resolve("locked"));
    Files.createSymbolicLink(home.resolve("locked"), home.resolve("nowhere"));

    assertRefused(2, "LINCE_DATA", home.resolve("locked").toString(), "is a link");
  }

  @Test
  void oneWhoseActiveIndexIsGoneIsRefusedAndLeftAsItIs() throws Exception {
    try (LinceProcess lince = serve()) {
      awaitInStep(lince);
      lince.stop();
    }
    Files.move(home.resolve("data"), home.resolve("locked"));
    Files.writeString(home.resolve("locked/index/active-space"), "7\n");

    assertRefused(
        1, home.resolve("locked/index").toString(), "space-7", "Move this directory away");

    assertThat(home.resolve("locked/index/space-7")).doesNotExist();
  }

  @Test
  void oneThatAnotherServerHasIsRefusedToASecondAndToReembed() throws Exception {
    try (LinceProcess first = serve()) {
      awaitInStep(first);
      Path announced = home.resolve("data/server.json");

      LinceProcess.Said second = start("data");
      assertThat(second.exit()).isEqualTo(1);
      assertThat(second.text()).contains("runs already at").doesNotContain("\tat ");

      Files.delete(announced);
      for (LinceProcess.Said said : List.of(start("data"), reembed())) {
        assertThat(said.exit()).as(said.text()).isEqualTo(1);
        assertThat(said.text()).contains("in use by another process").doesNotContain("\tat ");
      }
      assertThat(announced).as("written by whoever got in").doesNotExist();
      LinceProcess.Said found =
          LinceProcess.run(
              home,
              "search",
              pictures.file("00000.png").toString(),
              "--images",
              pictures.folder().toString());
      assertThat(found.exit()).as(found.text()).isZero();
      assertThat(found.text()).contains("00000.png");
      assertThat(first.get("/health").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void oneOfAKilledServerIsTakenOver() throws Exception {
    try (LinceProcess lince = serve()) {
      awaitInStep(lince);
      lince.kill();
    }
    Path announced = home.resolve("data/server.json");
    assertThat(announced).exists();
    assertThat(home.resolve("data/index/write.lock")).exists();
    // Its number is another program's by now, and something else listens there.
    Files.writeString(
        announced,
        "{\"url\":\"%s\",\"pid\":%d}"
            .formatted(URI.create("http://127.0.0.1:9"), ProcessHandle.current().pid()));

    try (LinceProcess lince = serve()) {
      awaitInStep(lince);
      assertThat(lince.output()).contains("0 files were new or changed");
      lince.stop();
    }
    assertThat(announced).doesNotExist();
  }

  private void assertRefused(int exit, String... words) throws Exception {
    LinceProcess.Said said = start("locked");
    assertThat(said.exit()).as(said.text()).isEqualTo(exit);
    assertThat(said.text()).contains(words).doesNotContain("\tat ");
    assertThat(said.text().lines().filter(line -> line.startsWith("lince: "))).hasSize(1);
  }

  private LinceProcess.Said start(String data) throws Exception {
    return LinceProcess.run(
        home,
        "serve",
        "--port",
        String.valueOf(LinceProcess.freePort()),
        "--embedder",
        "visual",
        "--data",
        home.resolve(data).toString(),
        "--images",
        pictures.folder().toString());
  }

  private LinceProcess.Said reembed() throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("reembed", "--embedder", "visual", "--images"));
    arguments.add(pictures.folder().toString());
    return LinceProcess.run(home, arguments.toArray(String[]::new));
  }

  private LinceProcess serve() throws IOException {
    return LinceProcess.serve(
        home, "--embedder", "visual", "--images", pictures.folder().toString());
  }

  private static void awaitInStep(LinceProcess lince) {
    lince.awaitOutput("Lince is at");
    lince.awaitOutput("In step with the folders");
  }
}
