package dev.lince.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code lince doctor} as a process of its own. */
@Execution(ExecutionMode.CONCURRENT)
class DoctorCommandTest {
  @TempDir Path home;

  @Test
  void findsAMachineWellBeforeThereIsALibraryAndChangesNothing() throws Exception {
    DrawnPictures.draw(home.resolve("pictures"), 1);
    List<Path> before = files();

    Map<String, JsonNode> checks = examine(0, Map.of("LINCE_EMBEDDER", "visual"));

    assertThat(checks.keySet())
        .contains(
            "Java",
            "platform",
            "memory",
            "ONNX Runtime",
            "picture decoder",
            "settings",
            "image folder",
            "data folder",
            "port",
            "model files",
            "reference text",
            "reference picture",
            "store",
            "probe");
    assertThat(result(checks, "ONNX Runtime")).isEqualTo("ok");
    assertThat(result(checks, "picture decoder")).isEqualTo("ok");
    assertThat(result(checks, "model files")).isEqualTo("skipped");
    assertThat(text(checks, "store", "found")).contains("no library yet");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void asksAServerThatRunsAndReadsItsLibraryOnceItDoesNot() throws Exception {
    DrawnPictures.draw(home.resolve("pictures"), 2);
    try (LinceProcess lince =
        LinceProcess.serve(
            home,
            home.resolve("pictures").toString(),
            "--data",
            home.resolve("data").toString(),
            "--embedder",
            "visual")) {
      lince.awaitOutput("In step with the folders");
      lince.awaitOutput("Lince is at");

      Map<String, JsonNode> checks = examine(0, Map.of("LINCE_EMBEDDER", "visual"));
      assertThat(text(checks, "store", "found")).contains("The server at");
      assertThat(text(checks, "port", "found")).contains("Lince runs at");
      lince.stop();
    }

    Map<String, JsonNode> checks = examine(0, Map.of("LINCE_EMBEDDER", "visual"));
    assertThat(text(checks, "store", "found")).contains("2 pictures", "visual");
    assertThat(result(checks, "probe")).isEqualTo("ok");
    assertThat(text(checks, "probe", "found")).contains("1.000000");
  }

  @Test
  void saysHowToBringAModelThatIsMissing() throws Exception {
    DrawnPictures.draw(home.resolve("pictures"), 1);

    Map<String, JsonNode> checks = examine(1, Map.of("LINCE_EMBEDDER", "clip"));

    assertThat(result(checks, "model files")).isEqualTo("problem");
    assertThat(text(checks, "model files", "remedy"))
        .contains("curl", "LINCE_MODEL", "onnx/vision_model.onnx");
    assertThat(result(checks, "reference text")).isEqualTo("skipped");
  }

  @Test
  void warnsOfAVariableThatIsNoneAndNamesTheNearest() throws Exception {
    DrawnPictures.draw(home.resolve("pictures"), 1);

    Map<String, JsonNode> checks =
        examine(0, Map.of("LINCE_EMBEDDER", "visual", "LINCE_PROT", "9000"));

    assertThat(result(checks, "settings")).isEqualTo("warning");
    assertThat(text(checks, "settings", "remedy")).contains("LINCE_PORT");
  }

  @Test
  void looksAtTheMachineEvenWhereASettingIsWrong() throws Exception {
    Map<String, JsonNode> checks = examine(1, Map.of("LINCE_THREADS", "many"));

    assertThat(result(checks, "settings")).isEqualTo("problem");
    assertThat(text(checks, "settings", "found")).contains("LINCE_THREADS");
    assertThat(result(checks, "Java")).isEqualTo("ok");
  }

  @Test
  void showsATableForPeople() throws Exception {
    DrawnPictures.draw(home.resolve("pictures"), 1);
    Files.writeString(home.resolve("wrong.jpg"), "another picture", StandardCharsets.UTF_8);

    LinceProcess.Said said =
        run(Map.of("LINCE_EMBEDDER", "visual"), "--picture", home.resolve("wrong.jpg").toString());

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.text())
        .containsPattern("(?m)^ok +Java +\\d+")
        .containsPattern("(?m)^PROBLEM +reference picture .*another file")
        .containsPattern("(?m)^ +→ Take http")
        .contains("1 to be put right");
  }

  private LinceProcess.Said run(Map<String, String> variables, String... options)
      throws IOException, InterruptedException {
    Map<String, String> all = new HashMap<>(variables);
    all.putIfAbsent("LINCE_IMAGES", home.resolve("pictures").toString());
    all.putIfAbsent("LINCE_DATA", home.resolve("data").toString());
    all.putIfAbsent("LINCE_PORT", String.valueOf(LinceProcess.freePort()));
    String[] arguments =
        Stream.concat(Stream.of("doctor"), Stream.of(options)).toArray(String[]::new);
    return LinceProcess.run(home, all, arguments);
  }

  private Map<String, JsonNode> examine(int exit, Map<String, String> variables)
      throws IOException, InterruptedException {
    LinceProcess.Said said = run(variables, "--json");
    assertThat(said.exit()).as(said.text()).isEqualTo(exit);
    String object =
        said.text().lines().filter(line -> line.startsWith("{")).findFirst().orElseThrow();
    JsonNode answer = new JsonMapper().readTree(object);
    assertThat(answer.get("ok").booleanValue()).isEqualTo(exit == 0);
    Map<String, JsonNode> checks = new HashMap<>();
    answer.get("checks").forEach(check -> checks.put(check.get("check").stringValue(), check));
    return checks;
  }

  private static String result(Map<String, JsonNode> checks, String name) {
    return text(checks, name, "result");
  }

  private static String text(Map<String, JsonNode> checks, String name, String member) {
    return Objects.requireNonNull(checks.get(name), name).get(member).stringValue();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      return files
          .filter(file -> !file.toString().endsWith(".out") && !isNative(file))
          .sorted()
          .toList();
    }
  }

  /** Native libraries are unpacked once for a user, by whichever command comes first. */
  private boolean isNative(Path file) {
    return file.startsWith(home.resolve(".javacpp"));
  }
}
