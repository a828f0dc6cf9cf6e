package dev.lince.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Searches of the command line as processes, on the example pictures and a model as small as can
 * be, asked of a server and then of the index itself.
 */
@Execution(ExecutionMode.CONCURRENT)
class SearchCommandTest {
  private static final Path ROOT = Programs.repositoryRoot();
  private static final Path EXAMPLES = ROOT.resolve("example_images");
  private static final Path TINY = ROOT.resolve("core/src/test/resources/models/tiny");
  private static final String CAT = EXAMPLES.resolve("cats/chelsea.jpg").toString();
  private static final String OTHER_CAT = EXAMPLES.resolve("cats/chelsea-crop.jpg").toString();

  private static final Map<String, List<String>> SEARCHES = new LinkedHashMap<>();

  static {
    SEARCHES.put("picture", List.of(CAT, "-k", "109"));
    SEARCHES.put("words", List.of("a cat", "-k", "5", "--json"));
    SEARCHES.put("half the words", weighted("a cat", "a cat", "0.5"));
    SEARCHES.put("no words left", weighted("a cat", "a cat", "1"));
    SEARCHES.put("sum", List.of(CAT, "--plus", "a red car", "--minus", OTHER_CAT, "--json"));
    SEARCHES.put("whole", List.of(CAT, "--region", "0,0,100%,1", "-k", "3", "--json"));
    SEARCHES.put("region", List.of(CAT, "--region", "50%,0,50%,0.5", "-k", "3", "--json"));
    SEARCHES.put(
        "filters",
        List.of(
            "--id",
            "1",
            "--folder",
            "cats",
            "--type",
            "jpeg",
            "--min-width",
            "10",
            "--sort",
            "date",
            "--json"));
    SEARCHES.put("none", List.of("--id", "1", "--added-until", "2001-01-01"));
    SEARCHES.put("cut", List.of("--image", CAT, "--min-similarity", "0.99999", "--json"));
    SEARCHES.put("unknown id", List.of("--id", "1000000"));
    SEARCHES.put("wrong filter", List.of("a cat", "--type", "poem"));
    SEARCHES.put("missing file", List.of("gone.jpg", CAT, "-k", "1"));
  }

  @TempDir private Path folder;

  @Test
  void answersTheSameWithAServerAndWithout() throws Exception {
    Launch server = lince();
    server.start(with(List.of("serve", "--port", "" + CommandsTest.freePort())));
    Map<String, Finished> asked;
    try {
      Programs.await(() -> !server.process().isAlive() || server.errorsSoFar().contains("In step"));
      asked = run();
    } finally {
      server.process().destroy();
      server.finish();
    }
    Map<String, Finished> own = run();

    assertThat(asked).containsExactlyEntriesOf(own);
    check(own);
  }

  private static void check(Map<String, Finished> all) {
    assertThat(said(all, "picture").lines().filter(line -> !line.startsWith("  -- ")))
        .hasSize(109)
        .first(InstanceOfAssertFactories.STRING)
        .matches("  1\\.0000  (strong|likely|weak)  +cats/chelsea\\.jpg");
    assertThat(said(all, "picture").lines().filter(line -> line.startsWith("  -- "))).hasSize(1);
    assertThat(paths(all, "words")).hasSize(5).isEqualTo(paths(all, "half the words"));
    assertRefused(finished(all, "no words left"), "lince: a cat: ");
    assertThat(paths(all, "sum")).isNotEqualTo(paths(all, "whole")).hasSize(10);
    assertThat(paths(all, "whole").getFirst()).isEqualTo("/static/cats/chelsea.jpg");
    assertThat(similarity(all, "whole")).isGreaterThan(0.9999);
    assertThat(similarity(all, "region")).isLessThan(0.9999);
    assertThat(paths(all, "filters"))
        .isNotEmpty()
        .allMatch(path -> path.matches("/static/cats/[^/]+\\.jpe?g"));
    assertThat(said(all, "filters")).startsWith("{\"id\":\"1\",\"results\":[");
    assertThat(said(all, "none")).startsWith("  nothing that similar");
    assertThat(paths(all, "cut")).hasSizeLessThan(10).contains("/static/cats/chelsea.jpg");
    assertRefused(finished(all, "unknown id"), "lince: ");
    assertRefused(finished(all, "wrong filter"), "lince: a cat: filter.and[0].type is \"poem\"; ");
    assertRefused(finished(all, "missing file"), "lince: gone.jpg: There is no such file.");
    assertThat(said(all, "missing file")).contains(CAT + ":", "cats/chelsea.jpg");
  }

  @Test
  void explainsWhatIsWrongWithASearch() throws Exception {
    assertUsage("--weight", "--weight", "2", "--plus", "sea");
    assertUsage("a number above 0", "sea", "--minus", "sand", "--weight", "-1");
    assertUsage("is no region", CAT, "--region", "0,0,2,1");
    assertUsage("none is named", "sea", "--region", "0,0,1,1");
    assertUsage("--sort is \"size\"", "sea", "--sort", "size");
    assertUsage("KEY=VALUE is allowed", "sea", "--metadata", "camera");
    assertUsage("1.5", "sea", "--min-similarity", "1.5");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void opensTheBestResultOnADesktopOnly() throws Exception {
    Launch server = lince();
    server.start(with(List.of("serve", "--port", "" + CommandsTest.freePort())));
    try {
      Programs.await(() -> !server.process().isAlive() || server.errorsSoFar().contains("In step"));
      Path opened = folder.resolve("opened");
      Path tools = Files.createDirectories(folder.resolve("tools"));
      Path viewer = tools.resolve("xdg-open");
      Files.writeString(viewer, "#!/bin/sh\nprintf %s \"$1\" > " + opened + "\n");
      assertThat(viewer.toFile().setExecutable(true)).isTrue();
      String[] search = with(List.of("search", CAT, "-k", "1", "--open"));

      Finished nowhere = lince().run(search);
      Finished shown =
          lince()
              .with("DISPLAY", ":7")
              .with("PATH", tools + ":" + System.getenv("PATH"))
              .run(search);

      assertRefused(nowhere, "lince: There is no desktop here");
      assertThat(nowhere.output()).isEmpty();
      assertThat(shown.errors()).isEmpty();
      assertThat(shown.exitCode()).isZero();
      Programs.await(() -> Files.exists(opened) && opened.toFile().length() > 0);
      assertThat(Files.readString(opened)).isEqualTo(CAT);
    } finally {
      server.process().destroy();
      server.finish();
    }
  }

  private static List<String> weighted(String words, String minus, String weight) {
    return List.of(words, "--minus", minus, "--weight", weight, "-k", "5", "--json");
  }

  private Map<String, Finished> run() throws InterruptedException, IOException {
    Map<String, Finished> answers = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> search : SEARCHES.entrySet()) {
      List<String> words = new ArrayList<>(List.of("search"));
      words.addAll(search.getValue());
      answers.put(search.getKey(), lince().run(with(words)));
    }
    return answers;
  }

  private void assertUsage(String sentence, String... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of("search"));
    words.addAll(List.of(arguments));
    Finished finished = lince().run(with(words));

    assertThat(finished.errors()).startsWith("lince: ").contains(sentence);
    assertThat(finished.errors().lines()).hasSize(1);
    assertThat(finished.exitCode()).isEqualTo(2);
  }

  private static void assertRefused(Finished finished, String beginning) {
    assertThat(finished.errors()).startsWith(beginning).doesNotContain("Exception");
    assertThat(finished.errors().lines()).hasSize(1);
    assertThat(finished.exitCode()).isEqualTo(1);
  }

  private static Finished finished(Map<String, Finished> all, String search) {
    return Objects.requireNonNull(all.get(search));
  }

  private static String said(Map<String, Finished> all, String search) {
    return finished(all, search).output();
  }

  private static JsonNode results(Map<String, Finished> all, String search) {
    assertThat(finished(all, search).errors()).isEmpty();
    return new JsonMapper().readTree(said(all, search)).path("results");
  }

  private static List<String> paths(Map<String, Finished> all, String search) {
    return results(all, search).valueStream().map(hit -> hit.path("path").asString()).toList();
  }

  private static double similarity(Map<String, Finished> all, String search) {
    return results(all, search).path(0).path("similarity").asDouble();
  }

  private static String[] with(List<String> words) {
    List<String> all = new ArrayList<>(words);
    all.addAll(
        List.of("--data", "data", "--images", EXAMPLES.toString(), "--model", TINY.toString()));
    return all.toArray(String[]::new);
  }

  private Launch lince() {
    return Programs.lince()
        .in(folder)
        .with("PATH", System.getenv("PATH"))
        .with("HF_HUB_OFFLINE", "1")
        .with("HOME", folder);
  }
}
