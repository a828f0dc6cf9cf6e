package dev.lince.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator sees of a server that runs: metrics and log. */
class SeenServerTest {
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*(?:\\{[^}]*})?) (\\S+)");

  @TempDir Path home;

  @Test
  void countsWhatItDoesForPrometheus() throws Exception {
    Path pictures = pictures();
    try (LinceProcess lince = serve(Map.of())) {
      lince.awaitOutput("In step with the folders");
      lince.awaitOutput("Lince is at");
      assertThat(lince.searchBy(pictures.resolve("000.jpg"), "?threshold=0").statusCode())
          .isEqualTo(200);
      assertThat(lince.searchBy(pictures.resolve("broken.jpg"), "").statusCode()).isEqualTo(400);
      lince.await(() -> value(lince, "lince_store_pictures") == 1, "counted its pictures");

      Map<String, Double> samples = scrape(lince);
      assertThat(samples)
          .containsEntry("lince_searches_total{by=\"image\",outcome=\"ok\"}", 1.0)
          .containsEntry("lince_searches_total{by=\"image\",outcome=\"refused\"}", 1.0)
          .containsEntry("lince_search_stage_duration_seconds_count{stage=\"store\"}", 1.0)
          .containsEntry("lince_search_stage_duration_seconds_count{stage=\"decode\"}", 2.0)
          .containsEntry("lince_search_duration_seconds_bucket{by=\"image\",le=\"+Inf\"}", 2.0)
          .containsEntry("lince_ingest_files_done_total", 2.0)
          .containsEntry("lince_ingest_files_embedded_total", 1.0)
          .containsEntry("lince_ingest_files_failed_total", 1.0)
          .containsEntry("lince_ingest_files_to_do", 0.0)
          .containsEntry("lince_ingest_phase{phase=\"done\"}", 1.0)
          .containsEntry("lince_queue_waiting{lane=\"search\"}", 0.0)
          .containsEntry("lince_queue_running{lane=\"search\"}", 0.0)
          .containsEntry("lince_model_loaded", 1.0)
          .containsEntry("lince_model_download_bytes", 0.0)
          .containsEntry("lince_store_reachable", 1.0);
      assertThat(samples.keySet())
          .anyMatch(name -> name.startsWith("lince_model_info{") && name.contains("visual"))
          .anyMatch(name -> name.startsWith("lince_failures_total{kind="))
          .anyMatch(name -> name.startsWith("jvm_memory_used_bytes{area=\"heap\""))
          .anyMatch(name -> name.startsWith("jvm_gc_collection_seconds_count"))
          .anyMatch(name -> name.startsWith("jvm_threads_"))
          .contains("process_cpu_seconds_total");
    }
  }

  @Test
  void answersNothingUnderMetricsWhereTheyAreOff() throws Exception {
    pictures();
    try (LinceProcess lince = serve(Map.of("LINCE_METRICS", "off"))) {
      lince.awaitOutput("Lince is at");

      assertThat(lince.get("/metrics").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void logsOneJsonObjectALineWhereThatIsAskedFor() throws Exception {
    pictures();
    try (LinceProcess lince = serve(Map.of("LINCE_LOG_FORMAT", "json"))) {
      lince.awaitOutput("In step with the folders");
      lince.awaitOutput("Lince is at");
      lince.get("/api/v1/search?text=cat");
      lince.awaitOutput("GET /api/v1/search 409");

      List<String> lines =
          lince.output().lines().filter(line -> !line.contains("incubator modules")).toList();
      assertThat(lines).hasSizeGreaterThan(3);
      for (String line : lines) {
        JsonNode event = new JsonMapper().readTree(line);
        assertThat(event.has("@timestamp")).as(line).isTrue();
        assertThat(event.get("message").isString()).isTrue();
      }
      assertThat(lines).anyMatch(line -> line.contains("\"requestId\""));
    }
  }

  @Test
  void saysWhatAFailedStartWasInJsonToo() throws Exception {
    pictures();
    try (LinceProcess lince = serve(Map.of())) {
      lince.awaitOutput("Lince is at");
      LinceProcess.Said said =
          LinceProcess.run(
              home,
              Map.of("LINCE_LOG_FORMAT", "json"),
              "serve",
              home.resolve("pictures").toString(),
              "--data",
              home.resolve("data").toString(),
              "--embedder",
              "visual");

      assertThat(said.exit()).isEqualTo(1);
      String last = said.text().lines().filter(line -> line.startsWith("{")).toList().getLast();
      assertThat(new JsonMapper().readTree(last).get("level").stringValue()).isEqualTo("ERROR");
      assertThat(said.text().lines().filter(line -> line.startsWith("lince:"))).isEmpty();
    }
  }

  @Test
  void keepsSecretsOutOfTheLogWhateverItsLevel() throws Exception {
    pictures();
    Map<String, String> secrets =
        Map.of(
            "DATABASE_URL",
            "postgresql://ana:Sup3rS3cret@127.0.0.1:1/pictures",
            "LINCE_DATABASE_WAIT",
            "1",
            "HF_TOKEN",
            "hf_Sup3rS3cret",
            "LOG_LEVEL",
            "TRACE");
    LinceProcess.Said database =
        LinceProcess.run(home, secrets, "serve", home.resolve("pictures").toString());
    Map<String, String> hub = new HashMap<>(secrets);
    hub.put("DATABASE_URL", "");
    hub.put("HF_HUB_OFFLINE", "0");
    hub.put("HF_ENDPOINT", "http://127.0.0.1:1");
    hub.put("LINCE_EMBEDDER", "clip");
    LinceProcess.Said model =
        LinceProcess.run(home, hub, "serve", home.resolve("pictures").toString());

    assertThat(database.exit()).isEqualTo(1);
    assertThat(model.exit()).isEqualTo(1);
    assertThat(database.text() + model.text())
        .contains("127.0.0.1:1")
        .doesNotContain("Sup3rS3cret");
  }

  private Path pictures() throws IOException {
    Path folder = Files.createDirectories(home.resolve("pictures"));
    DrawnPictures.draw(folder, 1);
    Files.writeString(folder.resolve("broken.jpg"), "no picture");
    return folder;
  }

  private LinceProcess serve(Map<String, String> variables) throws IOException {
    return LinceProcess.serve(
        home,
        variables,
        home.resolve("pictures").toString(),
        "--data",
        home.resolve("data").toString(),
        "--embedder",
        "visual");
  }

  private static double value(LinceProcess lince, String sample) {
    try {
      return scrape(lince).getOrDefault(sample, Double.NaN);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Every sample by its name and labels; fails on a line that is none. */
  private static Map<String, Double> scrape(LinceProcess lince)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = lince.get("/metrics");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow().replace(" ", ""))
        .startsWith("text/plain;version=0.0.4");
    Map<String, Double> samples = new HashMap<>();
    answer
        .body()
        .lines()
        .filter(line -> !line.startsWith("# HELP ") && !line.startsWith("# TYPE "))
        .forEach(
            line -> {
              Matcher sample = SAMPLE.matcher(line);
              assertThat(sample.matches()).as(line).isTrue();
              samples.put(
                  sample.group(1), Double.valueOf(sample.group(2).replace("Inf", "Infinity")));
            });
    return samples;
  }
}
