package dev.lince.benchmarks.http;

import dev.lince.benchmarks.image.DrawnJpeg;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * From the command to the first answered search: the first start over a fresh index and the ones
 * after it. What is in the environment goes on to the server: {@code LINCE_AOT=off} leaves the AOT
 * cache aside.
 *
 * <p>{@code [LINCE_AOT=off] java … dev.lince.benchmarks.http.StartUp <file lince> <model
 * folder|visual> [starts]}
 */
public final class StartUp {
  private static final int PICTURES = 40;

  private StartUp() {}

  /** Prints a table; see the class. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int starts = args.length > 2 ? Integer.parseInt(args[2]) : 4;
    byte[] picture = DrawnJpeg.of(7, 1024, 768, false);
    List<Double> seconds = new ArrayList<>();
    try (Scratch scratch = Scratch.create()) {
      DrawnJpeg.fill(scratch.images(), PICTURES, 1024, 768);
      for (int i = 0; i < starts; i++) {
        long begun = System.nanoTime();
        try (ServerProcess server =
            ServerProcess.start(Path.of(args[0]), args[1], scratch.images(), scratch.folder())) {
          server.awaitAnswers();
          server.search(picture);
          seconds.add((System.nanoTime() - begun) / 1e9);
          server.awaitInStep();
        }
      }
    }
    System.out.println("| start | s to the first answer |\n| --- | --: |");
    System.out.printf("| first | %.1f |%n", seconds.getFirst());
    Latencies later = Latencies.of(seconds.subList(1, seconds.size()));
    System.out.printf("| later ones, median of %d | %.1f |%n", later.count(), later.quantile(0.5));
  }
}
