package dev.lince.benchmarks.http;

import dev.lince.benchmarks.image.DrawnJpeg;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many pictures a server takes in a second, and how many thumbnails it gives, made anew and
 * kept, by one client and by two.
 *
 * <p>{@code java … dev.lince.benchmarks.http.Additions <file lince> <model folder|visual> [pictures
 * a row]}
 */
public final class Additions {
  private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
  private static final int WARM_UP = 20;

  private final ServerProcess server;
  private final int count;
  private int drawn;

  private Additions(ServerProcess server, int count) {
    this.server = server;
    this.count = count;
  }

  /** Prints a table; see the class. */
  public static void main(String[] args) throws Exception {
    int count = args.length > 2 ? Integer.parseInt(args[2]) : 100;
    try (Scratch scratch = Scratch.create()) {
      DrawnJpeg.fill(scratch.images(), 2, 1024, 768);
      try (ServerProcess server =
          ServerProcess.start(Path.of(args[0]), args[1], scratch.images(), scratch.folder())) {
        server.awaitInStep();
        new Additions(server, count).run();
      }
    }
  }

  private void run() throws Exception {
    System.out.println("| pictures | clients | what | a second | p50 ms | p99 ms |");
    System.out.println("| --- | --: | --- | --: | --: | --: |");
    measure(1024, 768, 1, WARM_UP, false);
    for (int clients = 1; clients <= 2; clients++) {
      measure(1024, 768, clients, count, true);
    }
    for (int clients = 1; clients <= 2; clients++) {
      measure(4000, 3000, clients, Math.max(10, count / 4), true);
    }
  }

  private void measure(int width, int height, int clients, int pictures, boolean counts)
      throws Exception {
    List<byte[]> files = new ArrayList<>();
    for (int i = 0; i < pictures; i++) {
      files.add(DrawnJpeg.of(1_000 + drawn++, width, height, false));
    }
    List<String> ids = new ArrayList<>();
    Row added = new Row("%d × %d".formatted(width, height), clients, "added", counts);
    List<ServerProcess.Timed> answers =
        added.timed(files.stream().map(file -> call(() -> server.add(file))).toList(), 201);
    for (ServerProcess.Timed answer : answers) {
      Matcher id = ID.matcher(answer.answer().body());
      if (!id.find()) {
        throw new IOException("There is no id in " + answer.answer().body());
      }
      ids.add(id.group(1));
    }
    for (String what : List.of("thumbnail of 256, made", "thumbnail of 256, kept")) {
      new Row("%d × %d".formatted(width, height), clients, what, counts)
          .timed(ids.stream().map(id -> call(() -> thumbnail(id))).toList(), 200);
    }
  }

  private ServerProcess.Timed thumbnail(String id) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    var answer = server.get("/api/v1/images/%s/thumbnail?size=256".formatted(id));
    return new ServerProcess.Timed(answer, (System.nanoTime() - begun) / 1e6);
  }

  private static Callable<ServerProcess.Timed> call(Callable<ServerProcess.Timed> call) {
    return call;
  }

  /** One row of the table. */
  private record Row(String pictures, int clients, String what, boolean counts) {
    List<ServerProcess.Timed> timed(List<Callable<ServerProcess.Timed>> calls, int status)
        throws Exception {
      List<ServerProcess.Timed> answers = new ArrayList<>();
      long begun = System.nanoTime();
      try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
        for (Future<ServerProcess.Timed> answer : threads.invokeAll(calls)) {
          answers.add(answer.get());
        }
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      for (ServerProcess.Timed answer : answers) {
        if (answer.status() != status) {
          throw new IOException("A call was answered with %s.".formatted(answer.answer()));
        }
      }
      Latencies times = Latencies.of(answers.stream().map(ServerProcess.Timed::millis).toList());
      if (counts) {
        System.out.printf(
            "| %s | %d | %s | %.1f | %.1f | %.1f |%n",
            pictures,
            clients,
            what,
            calls.size() / seconds,
            times.quantile(0.5),
            times.quantile(0.99));
      }
      return answers;
    }
  }
}
