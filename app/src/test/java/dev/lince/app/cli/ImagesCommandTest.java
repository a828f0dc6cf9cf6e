package dev.lince.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code lince images} as processes, asking a server, or with the library to itself. */
@Execution(ExecutionMode.CONCURRENT)
class ImagesCommandTest {
  private static final String SECRET = "a-key-of-the-tests-0123456789";

  @TempDir private Path folder;

  private Path more;

  @BeforeEach
  void makePictures() throws IOException {
    folder = folder.toRealPath();
    picture(Files.createDirectories(folder.resolve("images")).resolve("one.png"), 1);
    more = Files.createDirectories(folder.resolve("more/inner"));
    picture(folder.resolve("more/two.png"), 2);
    picture(more.resolve("three.png"), 3);
    picture(more.resolve(".hidden.png"), 4);
    Files.writeString(more.resolve("broken.jpg"), "no picture");
    Files.writeString(more.resolve("notes.txt"), "no picture, and none is meant");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void addsListsTagsTakesOutAndBringsBack(boolean serving) throws Exception {
    Launch server = lince();
    if (serving) {
      start(server, "serve");
    }
    try {
      int id = adds();
      lists(id);
      tags(id);
      takesOutAndBringsBack(id);
      assertThat(folder.resolve("data/keys.json").toFile().exists()).isEqualTo(serving);
    } finally {
      if (serving) {
        server.process().destroy();
        server.finish();
      }
    }
  }

  private int adds() throws Exception {
    Finished created =
        images(
            "add", "more/two.png", "--path", "pets/two.png", "--tag", "a", "--metadata", "k=v=w");
    assertThat(created.errors()).isEmpty();
    assertThat(created.output()).matches("new +\\d+  96×64 +uploads/pets/two\\.png  \\[a]\\R");
    assertThat(created.exitCode()).isZero();

    Finished again = images("add", "more", "gone.png", "--json");
    assertThat(again.exitCode()).isEqualTo(1);
    List<JsonNode> lines = again.output().lines().map(ImagesCommandTest::json).toList();
    assertThat(lines)
        .extracting(line -> line.path("status").asInt(0))
        .containsExactly(400, 201, 200, 0);
    assertThat(lines.get(1).path("image").path("metadata").path("file_name").asString())
        .isEqualTo("three.png");
    assertThat(again.errors().lines()).hasSize(2);
    assertThat(again.errors()).contains("broken.jpg: ", "lince: gone.png: There is no such file.");

    assertFailed(
        images("add", "more/inner/three.png", "images/one.png", "--path", "x.png"),
        2,
        "--path is for one picture, and 2 are named");
    assertFailed(images("add", "more/two.png", "more/inner/broken.jpg"), 1, "broken.jpg: ");
    assertFailed(images("add", ".", "--metadata", "novalue"), 2, "KEY=VALUE is allowed");
    return Integer.parseInt(created.output().strip().split(" +", -1)[1]);
  }

  private void lists(int id) throws Exception {
    JsonNode tagged = json(images("list", "--tag", "a", "--json").output());
    assertThat(tagged.path("total").asInt()).isEqualTo(1);
    assertThat(tagged.path("images").path(0).path("id").asInt()).isEqualTo(id);
    assertThat(tagged.path("images").path(0).path("metadata").path("k").asString())
        .isEqualTo("v=w");

    Finished short1 = images("list", "--limit", "1", "--order", "oldest", "--folder", "uploads");
    assertThat(short1.output().lines()).singleElement().asString().contains("pets/two.png");
    assertThat(short1.errors())
        .isEqualToNormalizingNewlines("1 of 2 pictures; --limit shows more\n");
  }

  private void tags(int id) throws Exception {
    Finished trial = images("tag", "--folder", "uploads", "--add", "b", "--dry-run");
    assertThat(trial.output()).startsWith("2 pictures would be changed.").contains("pets/two.png");
    assertThat(json(images("list", "--tag", "b", "--json").output()).path("total").asInt())
        .isZero();

    Finished changed =
        images("tag", "" + id, "--add", "b", "--remove", "a", "--set", "x=y", "--unset", "k");
    assertThat(changed.output()).isEqualToNormalizingNewlines("1 picture changed.\n");
    JsonNode image = json(images("list", "--tag", "b", "--json").output()).path("images").path(0);
    assertThat(image.path("tags").toString()).isEqualTo("[\"b\"]");
    assertThat(image.path("metadata").path("x").asString()).isEqualTo("y");
    assertThat(image.path("metadata").has("k")).isFalse();

    assertFailed(images("tag", id + "", "999999", "--add", "c"), 1, "1 of the ids are not");
    assertFailed(images("tag", "--add", "c"), 2, "Which pictures is said in one way");
    assertFailed(images("tag", "--all"), 2, "Nothing is to change");
  }

  private void takesOutAndBringsBack(int id) throws Exception {
    assertFailed(images("rm", "--tag", "b"), 2, "Nobody can be asked here");
    assertThat(images("rm", "--tag", "b", "--dry-run").output())
        .startsWith("1 picture would be taken out.");

    Finished removed = images("rm", "--tag", "b", "--yes", "--file");
    assertThat(removed.output()).startsWith("1 picture taken out.");
    String token = removed.output().strip().replaceAll("(?s).*lince images restore ", "");
    assertThat(images("trash").output()).startsWith(token).contains("1 picture, uploads/pets/two");
    assertFailed(images("rm", "" + id), 1, "1 of the ids are not");

    Finished restored = images("restore", token);
    assertThat(restored.errors()).isEmpty();
    assertThat(restored.output()).contains("uploads/pets/two.png", "1 picture back.");
    assertThat(json(images("list", "--tag", "b", "--json").output()).path("total").asInt())
        .isEqualTo(1);
    assertFailed(images("restore", token), 1, "lince: ");
    assertFailed(images("restore", "../.."), 2, "This is no token");
    deletesForGood();
  }

  private void deletesForGood() throws Exception {
    Finished removed = images("rm", "--tag", "b", "--yes", "--file");
    String token = removed.output().strip().replaceAll("(?s).*lince images restore ", "");
    assertThat(images("trash", "--delete", token).output()).isEqualTo(token + " deleted.\n");
    assertThat(images("trash").output()).doesNotContain(token);
    assertFailed(images("restore", token), 1, "lince: ");
    assertFailed(images("trash", "--delete", token), 1, "lince: ");
    assertFailed(images("trash", "--delete", "../.."), 2, "This is no token");
  }

  @Test
  void showsTheKeyOfTheEnvironmentToAServerThatAsksForOne() throws Exception {
    Launch server = lince().with("LINCE_REQUIRE_KEY", "true").with("LINCE_READ_KEYS", SECRET);
    start(server, "serve");
    try {
      assertFailed(images("list"), 1, "This needs a key.");
      assertFailed(
          images(lince().with("LINCE_KEY", "another-key-0123456789"), "list"),
          1,
          "This key is not known");
      Finished short1 = images(lince().with("LINCE_KEY", "too-short"), "list");
      assertFailed(short1, 2, "LINCE_KEY: this is no key");
      assertThat(short1.errors()).doesNotContain("too-short");

      assertThat(images(lince().with("LINCE_KEY", SECRET), "list").exitCode()).isZero();
      assertFailed(
          images(lince().with("LINCE_KEY", SECRET), "rm", "1"), 1, "This key may only read");
      assertThat(
              lince()
                  .with("LINCE_KEY", SECRET)
                  .run("search", "images/one.png", "--data", "data")
                  .output())
          .contains("one.png");
    } finally {
      server.process().destroy();
      server.finish();
    }
  }

  @Test
  void listsNoLibraryWhereThereIsNoneAndMakesOneForItsFirstPicture() throws Exception {
    assertFailed(images("list"), 1, "There is no library in ");
    assertThat(folder.resolve("data/index")).doesNotExist();

    assertThat(images("add", "more/two.png").output()).startsWith("new ");
    assertThat(images("list").output().lines()).singleElement().asString().contains("uploads/");
    assertThat(lince().run("search", "more/two.png", "-k", "1", "--data", "data").output())
        .startsWith("  1.0000  uploads/");
  }

  private void start(Launch server, String command) {
    int port = freePort();
    server.start(command, "images", "--data", "data", "--port", Integer.toString(port));
    Programs.await(() -> !server.process().isAlive() || server.errorsSoFar().contains("In step"));
    Programs.await(
        () -> !server.process().isAlive() || server.outputSoFar().contains("Lince is at"));
  }

  private static int freePort() {
    try {
      return CommandsTest.freePort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }

  private Finished images(String... arguments) throws InterruptedException {
    return images(lince(), arguments);
  }

  private static Finished images(Launch launch, String... arguments) throws InterruptedException {
    List<String> all = new ArrayList<>(List.of("images"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--data", "data", "--images", "images"));
    return launch.run(all.toArray(String[]::new));
  }

  private static void assertFailed(Finished finished, int exitCode, String sentence) {
    assertThat(finished.errors()).contains(sentence).doesNotContain("Exception");
    assertThat(finished.exitCode()).isEqualTo(exitCode);
  }

  private static JsonNode json(String text) {
    return new JsonMapper().readTree(text);
  }

  private Launch lince() {
    return Programs.lince()
        .in(folder)
        .with("LINCE_EMBEDDER", "visual")
        .with("PATH", System.getenv("PATH"))
        .with("HOME", folder);
  }

  /** Noise of a seed, in large squares, so that two of them do not look alike. */
  private static void picture(Path file, long seed) throws IOException {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(96, 64, BufferedImage.TYPE_INT_RGB);
    for (int square = 0; square < 24; square++) {
      int rgb = random.nextInt();
      for (int i = 0; i < 256; i++) {
        image.setRGB(square % 6 * 16 + i % 16, square / 6 * 16 + i / 16, rgb);
      }
    }
    ImageIO.write(image, "png", file.toFile());
  }
}
