package dev.lince.benchmarks.http;

import dev.lince.benchmarks.image.DrawnJpeg;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What HTTP costs a search by a picture: the client's time less that of decoding, embedding and the
 * store, as {@code Server-Timing} has them.
 *
 * <p>{@code java … dev.lince.benchmarks.http.Overhead <file lince> <model folder|visual>}
 */
public final class Overhead {
  private static final int PICTURES = 40;
  private static final int WARM_UP = 300;
  private static final int SEARCHES = 300;
  private static final Pattern STAGE = Pattern.compile("(\\w+);dur=([0-9.]+)");

  private Overhead() {}

  /** Prints a table; see the class. */
  public static void main(String[] args) throws IOException, InterruptedException {
    try (Scratch scratch = Scratch.create()) {
      DrawnJpeg.fill(scratch.images(), PICTURES, 1024, 768);
      try (ServerProcess server =
          ServerProcess.start(Path.of(args[0]), args[1], scratch.images(), scratch.folder())) {
        server.awaitInStep();
        measure(server);
      }
    }
  }

  private static void measure(ServerProcess server) throws IOException, InterruptedException {
    byte[] picture = DrawnJpeg.of(7, 1024, 768, false);
    Map<String, List<Double>> parts = new TreeMap<>();
    for (int i = 0; i < WARM_UP + SEARCHES; i++) {
      ServerProcess.Timed search = server.search(picture);
      Map<String, Double> stages = stages(search);
      double core =
          stages.entrySet().stream()
              .filter(stage -> !stage.getKey().equals("read"))
              .mapToDouble(Map.Entry::getValue)
              .sum();
      stages.put("whole", search.millis());
      stages.put("HTTP: whole less wait, decode, embed, store", search.millis() - core);
      if (i >= WARM_UP) {
        stages.forEach((name, ms) -> parts.computeIfAbsent(name, _ -> new ArrayList<>()).add(ms));
      }
    }
    System.out.printf("A JPEG of %,d bytes.%n%n", picture.length);
    System.out.println("| part | p50 ms | p95 ms | p99 ms |\n| --- | --: | --: | --: |");
    parts.forEach(
        (name, ms) -> {
          Latencies times = Latencies.of(ms);
          System.out.printf(
              "| %s | %.1f | %.1f | %.1f |%n",
              name, times.quantile(0.5), times.quantile(0.95), times.quantile(0.99));
        });
  }

  private static Map<String, Double> stages(ServerProcess.Timed search) throws IOException {
    String timing =
        search
            .answer()
            .headers()
            .firstValue("Server-Timing")
            .orElseThrow(() -> new IOException("No timing in " + search.answer()));
    Map<String, Double> stages = new TreeMap<>();
    for (Matcher stage = STAGE.matcher(timing); stage.find(); ) {
      stages.put(stage.group(1), Double.parseDouble(stage.group(2)));
    }
    return stages;
  }
}
