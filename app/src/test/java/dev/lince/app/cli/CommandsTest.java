package dev.lince.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs commands as processes, in a folder of their own, with the embedder that needs no model. */
class CommandsTest {
  @TempDir private Path folder;

  private Path images;

  @BeforeEach
  void makeImages() throws IOException {
    folder = folder.toRealPath();
    images = Files.createDirectories(folder.resolve("images"));
    picture("one.png", 1);
    picture("two.png", 2);
    Files.writeString(images.resolve("broken.jpg"), "no picture");
  }

  @Test
  void showsHelpAndVersion() throws Exception {
    assertThat(lince().run("--version").output()).startsWith("Lince ");
    assertThat(lince().run("--help").output())
        .contains("serve", "search", "embed", "Exit codes: 0 done");
    assertThat(lince().run("serve", "--help").output())
        .contains("--port=PORT", "[LINCE_PORT]", "--images=FOLDERS", "Default: 8000");
  }

  @Test
  void explainsWrongUsageInOneLine() throws Exception {
    assertUsage(lince().run(), "Usage: lince");
    assertUsage(
        lince().run("frob"), "lince: Unmatched argument at index 0: 'frob'. See `lince --help`.");
    assertUsage(
        lince().run("search"),
        "lince: Nothing is named to search for; pictures, words or --id are needed. See `lince search --help`.");
    assertUsage(
        lince().run("search", "-k", "1001", "x"),
        "lince: -k is 1001; 1 to 1000 is allowed. See `lince search --help`.");
    assertUsage(
        lince().run("serve", "--port", "abc"),
        "lince: --port (LINCE_PORT) is \"abc\"; a whole number from 1 to 65535 is allowed.");
    assertUsage(
        lince().with("LINCE_EMBEDDER", "x").run("embed", "y"),
        "lince: LINCE_EMBEDDER is \"x\"; auto, clip or visual is allowed.");
  }

  @Test
  void neverShowsThePasswordOfADatabaseItCannotUse() throws Exception {
    Files.writeString(
        folder.resolve(".env"),
        "DATABASE_URL=postgresql://me:geheim@127.0.0.1:1/x\nLINCE_DATABASE_WAIT=0\n");

    Finished finished = lince().run("serve", "images", "--data", "data", "--debug");

    assertThat(finished.exitCode()).isEqualTo(1);
    assertThat(finished.errors())
        .contains("lince: The database 127.0.0.1:1/x cannot be reached")
        .doesNotContain("geheim");
  }

  @Test
  void embedsWhatItCanAndSaysWhatItCannot() throws Exception {
    Finished finished = lince().run("embed", "images/one.png", "images/broken.jpg", "gone.png");

    assertThat(finished.output().lines())
        .singleElement()
        .asString()
        .startsWith("{\"file\":\"images/one.png\",\"space\":\"visual\",\"embedding\":[");
    assertThat(finished.errors().lines()).hasSize(2);
    assertThat(finished.errors())
        .contains("lince: images/broken.jpg: ", "lince: gone.png: There is no such file.");
    assertThat(finished.exitCode()).isEqualTo(1);
  }

  @Test
  void saysWhyItCannotEmbedWords() throws Exception {
    Finished finished = lince().run("embed", "--text", "a cat");

    assertThat(finished.errors().lines()).singleElement().asString().startsWith("lince: ");
    assertThat(finished.errors()).doesNotContain("Exception");
    assertThat(finished.exitCode()).isEqualTo(1);
  }

  @Test
  void saysThatThereIsNoLibraryYet() throws Exception {
    Finished finished = lince().run("search", "images/one.png", "--data", "nothing");

    assertThat(finished.errors())
        .startsWith("lince: There is no library in " + folder.resolve("nothing") + " yet");
    assertThat(finished.exitCode()).isEqualTo(1);
  }

  @Test
  void servesAndIsSearchedAndEndsWithASignal() throws Exception {
    int port = freePort();
    Launch server = lince();
    server.start("serve", "images", "--data", "data", "--port", Integer.toString(port));
    Path serverFile = folder.resolve("data/server.json");
    try {
      Programs.await(
          () -> !server.process().isAlive() || server.outputSoFar().contains("Lince is at"));
      assertThat(server.errorsSoFar()).doesNotContain("Exception");
      assertThat(ServerFile.read(serverFile))
          .contains(
              new ServerFile(
                  java.net.URI.create("http://127.0.0.1:" + port), server.process().pid()));
      Programs.await(() -> server.errorsSoFar().contains("In step"));

      assertFindsItself(lince().run("search", "images/one.png", "-k", "1", "--data", "data"));
      assertThat(lince().run("search", "images/broken.jpg", "--data", "data").errors())
          .startsWith("lince: images/broken.jpg: ");
      assertThat(lince().run("serve", "images", "--data", "data").errors())
          .contains("runs already at http://127.0.0.1:" + port);
    } finally {
      server.process().destroy();
    }
    assertThat(server.finish().exitCode()).isEqualTo(143);
    assertThat(serverFile).doesNotExist();

    assertFindsItself(lince().run("search", "images/one.png", "-k", "1", "--data", "data"));
    assertThat(
            lince().run("search", "--json", "-k", "1", "images/two.png", "--data", "data").output())
        .matches(
            "\\{\"file\":\"images/two.png\",\"results\":\\[\\{\"id\":\\d,\"similarity\":1\\.0,.*\"path\":\"/static/two.png\".*}\\R");
  }

  @Test
  void saysThatAnotherProgramHasThePort() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      Finished finished =
          lince()
              .run(
                  "serve",
                  "images",
                  "--data",
                  "data",
                  "--host",
                  "0.0.0.0",
                  "--port",
                  Integer.toString(taken.getLocalPort()));

      assertThat(finished.errors())
          .contains("lince: LINCE_PORT is " + taken.getLocalPort())
          .doesNotContain("Exception");
      assertThat(finished.exitCode()).isEqualTo(1);
    }
  }

  private static void assertFindsItself(Finished finished) {
    assertThat(finished.errors()).isEmpty();
    assertThat(finished.output().lines()).containsExactly("  1.0000  one.png");
    assertThat(finished.exitCode()).isZero();
  }

  private static void assertUsage(Finished finished, String line) {
    assertThat(finished.output()).isEmpty();
    assertThat(finished.errors()).startsWith(line);
    assertThat(finished.exitCode()).isEqualTo(2);
  }

  private Launch lince() {
    return Programs.lince()
        .in(folder)
        .with("LINCE_EMBEDDER", "visual")
        .with("PATH", System.getenv("PATH"))
        .with("HOME", folder);
  }

  /** Noise of a seed, in large squares, so that two of them do not look alike. */
  private void picture(String name, long seed) throws IOException {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(96, 64, BufferedImage.TYPE_INT_RGB);
    for (int square = 0; square < 24; square++) {
      int rgb = random.nextInt();
      for (int i = 0; i < 256; i++) {
        image.setRGB(square % 6 * 16 + i % 16, square / 6 * 16 + i / 16, rgb);
      }
    }
    ImageIO.write(image, "png", images.resolve(name).toFile());
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
