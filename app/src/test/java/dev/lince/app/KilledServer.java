package dev.lince.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server that is killed again and again, at drawn moments of an ingest or of a re-embedding, and
 * what it acknowledged: a picture that a search answered stays in the library under its id, for as
 * long as it has a file. Every start goes over to the tiny model; a request file, which is put
 * there now and then, brings the library back to the descriptors first.
 */
final class KilledServer {
  private static final Path TINY =
      Path.of("..", "core", "src", "test", "resources", "models", "tiny")
          .toAbsolutePath()
          .normalize();
  private static final int NEW_PICTURES = 24;
  private static final int MANY = 200;

  /** What the log says at moments worth a kill. */
  private static final List<String> MOMENTS =
      List.of(
          "Searching in the space",
          "Lince is at",
          "Embedding the library again",
          "is in the space",
          "In step with the folders");

  private final Path home;
  private final Map<String, String> variables;
  private final boolean deletes;
  private final Random random;
  private final TinyPictures pictures;
  private final Set<String> files = new TreeSet<>();
  private final Map<String, Integer> acknowledged = new TreeMap<>();
  private final Map<Integer, String> everGiven = new HashMap<>();
  private final Map<String, Integer> killedAt = new TreeMap<>();
  private int drawn;

  /**
   * @param deletes whether pictures whose files are gone leave the library
   */
  KilledServer(Path home, Map<String, String> variables, boolean deletes, long seed)
      throws IOException {
    this.home = home;
    this.variables = variables;
    this.deletes = deletes;
    random = new Random(seed);
    pictures = new TinyPictures(home.resolve("pictures"));
    draw(NEW_PICTURES);
  }

  /** The files that the library is to hold. */
  Set<String> files() {
    return Set.copyOf(files);
  }

  /** How often it was killed after which sentence of its log. */
  Map<String, Integer> killedAt() {
    return killedAt;
  }

  /** Changes the folder, starts, and kills at some moment. */
  void round() throws Exception {
    change();
    if (random.nextInt(3) > 0) {
      askForDescriptors();
    }
    try (LinceProcess lince = serve()) {
      String moment = MOMENTS.get(random.nextInt(MOMENTS.size()));
      awaitOrIdle(lince, moment);
      let(lince, random.nextInt(250));
      if (random.nextInt(3) == 0) {
        look(lince);
      }
      String last = MOMENTS.stream().filter(lince.output()::contains).toList().toString();
      lince.kill();
      killedAt.merge(last, 1, Integer::sum);
      assertThat(lince.output()).doesNotContain(" ERROR ").doesNotContain("\tat ");
    }
  }

  /** Starts twice more, lets it end its work, and asks for everything. */
  void end() throws Exception {
    try (LinceProcess lince = serve()) {
      lince.await(() -> isIdle(lince), "ended its work");
      look(lince);
      lince.stop();
    }
    try (LinceProcess lince = serve()) {
      lince.awaitOutput("Lince is at");
      lince.await(() -> isIdle(lince), "ended its work");
      look(lince);
      assertThat(acknowledged.keySet())
          .as("what is found")
          .containsExactlyInAnyOrderElementsOf(files);
      JsonNode status = LibraryOnDisk.status(lince);
      assertThat(status.path("space").asString()).as(status.toString()).isNotEqualTo("visual");
      assertThat(lince.output()).doesNotContain(" ERROR ").doesNotContain("\tat ");
      assertThat(home.resolve("data/reembed.json")).doesNotExist();
      lince.stop();
    }
    LinceProcess.Said dropped =
        LinceProcess.run(
            home, variables, "reembed", "--drop-former", "--images", pictures.folder().toString());
    assertThat(dropped.exit()).as(dropped.text()).isZero();
  }

  private void change() throws IOException {
    draw(files.size() < MANY ? NEW_PICTURES : 4);
    List<String> some = new ArrayList<>(files);
    for (int i = 0; i < 3; i++) {
      pictures.draw(some.remove(random.nextInt(some.size())), random.nextLong());
    }
    for (int i = 0; deletes && i < 6; i++) {
      String gone = some.remove(random.nextInt(some.size()));
      pictures.delete(gone);
      files.remove(gone);
      acknowledged.remove(gone);
    }
  }

  private void draw(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      String name = "%05d.png".formatted(drawn++);
      pictures.draw(name, random.nextLong());
      files.add(name);
    }
  }

  private void askForDescriptors() throws IOException {
    Files.createDirectories(home.resolve("data"));
    Files.writeString(
        home.resolve("data/reembed.json"),
        JsonMapper.shared()
            .writeValueAsString(
                Map.of("embedder", "VISUAL", "leaveOut", false, "dropFormer", false)));
  }

  private LinceProcess serve() throws IOException {
    return LinceProcess.serve(
        home,
        variables,
        "--images",
        pictures.folder().toString(),
        "--model",
        TINY.toString(),
        "--threads",
        "1");
  }

  private void awaitOrIdle(LinceProcess lince, String moment) {
    lince.await(() -> lince.output().contains(moment) || isIdle(lince), "came to " + moment);
  }

  /** Lets it go on for a while. */
  private static void let(LinceProcess lince, int milliseconds) {
    long end = System.nanoTime() + Duration.ofMillis(milliseconds).toNanos();
    lince.await(() -> System.nanoTime() > end, "went on");
  }

  /** Whether it has nothing more to do. */
  private boolean isIdle(LinceProcess lince) {
    if (!lince.output().contains("Lince is at")
        || Files.exists(home.resolve("data/reembed.json"))) {
      return false;
    }
    try {
      JsonNode status = LibraryOnDisk.status(lince);
      return status.path("ingest").path("phase").asString("").equals("done")
          && (!status.path("space").asString("visual").equals("visual")
              || status.path("reembed").path("phase").asString("").equals("switched"));
    } catch (HttpTimeoutException slow) {
      return false;
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  /** Asks for everything, if it is ready, and holds it against what was answered before. */
  private void look(LinceProcess lince) throws Exception {
    if (!lince.output().contains("Lince is at") || files.isEmpty()) {
      return;
    }
    var answer = lince.searchBy(pictures.file(files.iterator().next()), "?k=1000&threshold=0");
    if (answer.statusCode() == 503) {
      return;
    }
    Map<String, Integer> found = LibraryOnDisk.ids(answer);
    assertThat(found).as("what was answered before").containsAllEntriesOf(acknowledged);
    found.forEach(
        (path, id) ->
            assertThat(everGiven.merge(id, path, (before, now) -> before))
                .as("the picture of id %d", id)
                .isEqualTo(path));
    found.keySet().retainAll(files);
    acknowledged.putAll(found);
  }
}
