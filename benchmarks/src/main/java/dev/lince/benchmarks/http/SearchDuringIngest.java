package dev.lince.benchmarks.http;

import dev.lince.benchmarks.image.DrawnJpeg;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How long searches take while a server takes pictures in, beside the same ones when it rests; and
 * how fast it takes them in with and without searches.
 *
 * <p>{@code java … dev.lince.benchmarks.http.SearchDuringIngest <file lince> <model folder|visual>
 * [pictures] [searches]}
 */
public final class SearchDuringIngest {
  private static final int USUAL_PICTURES = 1_500;
  private static final int WARM_UP = 60;
  private static final int USUAL_SEARCHES = 200;
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final ServerProcess server;
  private final int searches;
  private final byte[] picture = DrawnJpeg.of(7, 1024, 768, false);

  private SearchDuringIngest(ServerProcess server, int searches) {
    this.server = server;
    this.searches = searches;
  }

  /** Prints a table; see the class. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int pictures = args.length > 2 ? Integer.parseInt(args[2]) : USUAL_PICTURES;
    int searches = args.length > 3 ? Integer.parseInt(args[3]) : USUAL_SEARCHES;
    try (Scratch scratch = Scratch.create()) {
      DrawnJpeg.fill(scratch.images(), pictures, 1024, 768);
      try (ServerProcess server =
          ServerProcess.start(Path.of(args[0]), args[1], scratch.images(), scratch.folder())) {
        server.awaitAnswers();
        new SearchDuringIngest(server, searches).run(pictures);
      }
    }
  }

  private record Measured(Latencies times, double picturesPerSecond) {}

  private void run(int pictures) throws IOException, InterruptedException {
    server.searches(WARM_UP, picture, Duration.ZERO);
    Measured alone = ingestAlone();
    Measured without = during(Duration.ZERO);
    Measured with = during(PAUSE);
    int done = server.embedded();
    server.awaitInStep();
    Measured idleWithout = during(Duration.ZERO);
    Measured idleWith = during(PAUSE);
    System.out.println(
        "| searches | p50 ms, idle | p95 ms, idle | p50 ms, during an ingest | p95 ms, during | p95, during ÷ idle | pictures a second meanwhile |");
    System.out.println("| --- | --: | --: | --: | --: | --: | --: |");
    System.out.printf("| none | – | – | – | – | – | %.1f |%n", alone.picturesPerSecond());
    row("one after the other", idleWithout, without);
    row("with a pause of %d ms".formatted(PAUSE.toMillis()), idleWith, with);
    if (done >= pictures) {
      System.out.println("\nThe ingest ended while it was measured: give more pictures.");
    }
  }

  private Measured ingestAlone() throws IOException, InterruptedException {
    int before = server.embedded();
    long begun = System.nanoTime();
    Thread.sleep(Duration.ofSeconds(10));
    return new Measured(new Latencies(new double[0]), perSecond(before, begun));
  }

  private Measured during(Duration pause) throws IOException, InterruptedException {
    int before = server.embedded();
    long begun = System.nanoTime();
    Latencies times = server.searches(searches, picture, pause);
    return new Measured(times, perSecond(before, begun));
  }

  private double perSecond(int before, long begun) throws IOException, InterruptedException {
    return (server.embedded() - before) / ((System.nanoTime() - begun) / 1e9);
  }

  private static void row(String what, Measured idle, Measured during) {
    System.out.printf(
        "| %s | %.0f | %.0f | %.0f | %.0f | %.2f | %.1f |%n",
        what,
        idle.times().quantile(0.5),
        idle.times().quantile(0.95),
        during.times().quantile(0.5),
        during.times().quantile(0.95),
        during.times().quantile(0.95) / idle.times().quantile(0.95),
        during.picturesPerSecond());
  }
}
