package dev.lince.store.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.store.Filter;
import dev.lince.store.Hit;
import dev.lince.store.ImageRecord;
import dev.lince.store.LedgerEntry;
import dev.lince.store.NearestQuery;
import dev.lince.store.TestSeed;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Slow, since it starts and kills a Java process again and again: the promise is worth it. */
class LuceneStoreCrashTest {
  private static final int KILLS = 20;

  @TempDir Path directory;

  private final Map<Integer, String> stored = new HashMap<>();
  private final Map<Integer, String> everGiven = new HashMap<>();
  private final Set<Integer> maybeDeleted = new HashSet<>();

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void keepsWhatItAcknowledgedThroughKills() throws Exception {
    Random random = TestSeed.random("keepsWhatItAcknowledgedThroughKills");
    for (int run = 0; run < KILLS; run++) {
      killAfter(1 + random.nextInt(80), random.nextLong(), "run-" + run);

      assertThat(isClean()).as("CheckIndex after kill %d", run).isTrue();
      try (LuceneStore store = LuceneStore.open(directory)) {
        assertNothingIsLost(store);
        assertEverythingIsWhole(store);
      }
    }
    assertThat(everGiven).hasSizeGreaterThan(KILLS);
  }

  private void killAfter(int acknowledgements, long seed, String name) throws Exception {
    Process process = start(seed, name);
    try (BufferedReader lines = process.inputReader()) {
      for (int i = 0; i < acknowledgements; i++) {
        note(lines.readLine());
      }
      // Process.destroyForcibly would close the pipe and lose what was acknowledged last.
      process.toHandle().destroyForcibly();
      // What it printed before it was killed was acknowledged too; the last line may be cut.
      List<String> rest = new ArrayList<>(lines.readAllLines());
      if (!rest.isEmpty()) {
        rest.removeLast();
      }
      rest.forEach(this::note);
    }
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isEqualTo(128 + 9);
  }

  private Process start(long seed, String name) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(CrashingWriter.class.getName());
    command.addAll(List.of(directory.toString(), Long.toString(seed), name));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private void note(String line) {
    assertThat(line).as("what the writer prints").isNotNull();
    String[] words = line.split(" ", -1);
    int id = Integer.parseInt(words[1]);
    switch (words[0]) {
      case "stored" -> {
        assertThat(everGiven).as("ids given before").doesNotContainKey(id);
        everGiven.put(id, words[2]);
        stored.put(id, words[2]);
      }
      case "deleting" -> maybeDeleted.add(id);
      case "deleted" -> {
        stored.remove(id);
        maybeDeleted.remove(id);
      }
      default -> throw new AssertionError(line);
    }
  }

  private boolean isClean() throws IOException {
    try (Directory files = FSDirectory.open(directory);
        CheckIndex check = new CheckIndex(files)) {
      return check.checkIndex().clean;
    }
  }

  private void assertNothingIsLost(LuceneStore store) {
    for (int id : Set.copyOf(maybeDeleted)) {
      if (store.find(id).isEmpty()) {
        stored.remove(id);
        maybeDeleted.remove(id);
      }
    }
    stored.forEach(
        (id, path) -> {
          assertThat(store.find(id).map(ImageRecord::path)).contains(path);
          List<Hit> hits = store.search(new NearestQuery(CrashingWriter.vector(path), 1));
          assertThat(hits).extracting(hit -> hit.image().id()).containsExactly(id);
        });
  }

  /**
   * What was on its way when the process was killed is there with all that belongs to it, or not.
   */
  private void assertEverythingIsWhole(LuceneStore store) {
    Set<String> paths = new HashSet<>();
    store.scan(
        Filter.ALL,
        image -> {
          String path = image.image().path();
          assertThat(paths.add(path)).as("%s occurs once", path).isTrue();
          assertThat(image.vector()).containsExactly(CrashingWriter.vector(path));
          assertThat(everGiven.getOrDefault(image.image().id(), path)).isEqualTo(path);
          everGiven.put(image.image().id(), path);
          stored.put(image.image().id(), path);
        });
    List<String> ledger = new ArrayList<>();
    store.ledger().scan((LedgerEntry row) -> ledger.add(row.path()));
    assertThat(ledger).containsExactlyInAnyOrderElementsOf(paths);
  }
}
