package dev.lince.benchmarks.http;

import dev.lince.benchmarks.image.DrawnJpeg;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Ten times as many searches as a server can answer, come at even intervals whatever becomes of
 * those before: how soon the accepted ones are answered, beside an unloaded server, and how soon
 * the others are refused.
 *
 * <p>{@code java … dev.lince.benchmarks.http.Overload <file lince> <model folder|visual> [seconds]}
 */
public final class Overload {
  private static final int PICTURES = 40;
  private static final int WARM_UP = 60;
  private static final int UNLOADED = 200;
  private static final int TIMES = 10;

  /** The server sees a burst first, which it takes in; a lasting overload is what is measured. */
  private static final double BURST_SECONDS = 2;

  /** The client's own bound; what does not get through it counts as not sent. */
  private static final int AT_ONCE = 1_000;

  private final ServerProcess server;
  private final byte[] picture = DrawnJpeg.of(7, 512, 384, false);
  private final Queue<Answered> answered = new ConcurrentLinkedQueue<>();
  private final Queue<Double> health = new ConcurrentLinkedQueue<>();

  private Overload(ServerProcess server) {
    this.server = server;
  }

  private record Answered(double since, int status, boolean saysWhen, double millis) {}

  /** Prints a table; see the class. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 30;
    try (Scratch scratch = Scratch.create()) {
      DrawnJpeg.fill(scratch.images(), PICTURES, 1024, 768);
      try (ServerProcess server =
          ServerProcess.start(Path.of(args[0]), args[1], scratch.images(), scratch.folder())) {
        server.awaitInStep();
        new Overload(server).run(seconds);
      }
    }
  }

  private void run(int seconds) throws IOException, InterruptedException {
    server.searches(WARM_UP, picture, Duration.ZERO);
    Latencies unloaded = server.searches(UNLOADED, picture, Duration.ZERO);
    double capacity = 1000 / unloaded.quantile(0.5);
    double heapBefore = server.heapMegabytes();
    double residentBefore = server.residentMegabytes();
    int unsent = offer(TIMES * capacity, seconds);
    print(unloaded, capacity, seconds, unsent);
    System.out.printf(
        "%nHeap after a collection %.0f MB before, %.0f after; resident %.0f and %.0f MB.%n",
        heapBefore, server.heapMegabytes(), residentBefore, server.residentMegabytes());
  }

  /** Gives back how many the client could not send. */
  private int offer(double perSecond, int seconds) throws InterruptedException {
    int unsent = 0;
    Semaphore room = new Semaphore(AT_ONCE);
    long begun = System.nanoTime();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < perSecond * seconds; i++) {
        long due = begun + (long) (i * 1e9 / perSecond);
        Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
        if (!room.tryAcquire()) {
          unsent++;
        } else if (i % 20 == 0) {
          clients.execute(() -> released(room, this::askForHealth));
        } else {
          clients.execute(() -> released(room, () -> search(begun)));
        }
      }
    }
    return unsent;
  }

  private interface Request {
    void send() throws IOException, InterruptedException;
  }

  private void released(Semaphore room, Request request) {
    try {
      request.send();
    } catch (IOException broken) {
      answered.add(new Answered(Double.MAX_VALUE, 0, false, 0));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      room.release();
    }
  }

  private void askForHealth() throws IOException, InterruptedException {
    long begun = System.nanoTime();
    server.get("/health");
    health.add((System.nanoTime() - begun) / 1e6);
  }

  private void search(long begun) throws IOException, InterruptedException {
    double since = (System.nanoTime() - begun) / 1e9;
    ServerProcess.Timed search = server.search(picture);
    boolean saysWhen = search.answer().headers().firstValue("Retry-After").isPresent();
    answered.add(new Answered(since, search.status(), saysWhen, search.millis()));
  }

  private void print(Latencies unloaded, double capacity, int seconds, int unsent) {
    Latencies refused = answered(503, 0);
    System.out.printf(
        "%d s of %.0f searches a second, %d times what one client gets answered (%.1f).%n%n",
        seconds, TIMES * capacity, TIMES, capacity);
    System.out.println("| | count | p50 ms | p99 ms | most ms | p99 of unloaded p99 |");
    System.out.println("| --- | --: | --: | --: | --: | --: |");
    row("unloaded, one client", unloaded, unloaded);
    row("accepted", answered(200, 0), unloaded);
    row("accepted, after the first 2 s", answered(200, BURST_SECONDS), unloaded);
    row("refused with 503", refused, unloaded);
    row("refused, after the first 2 s", answered(503, BURST_SECONDS), unloaded);
    row("`/health` meanwhile", Latencies.of(health), unloaded);
    Map<String, Integer> others = new TreeMap<>();
    for (Answered one : answered) {
      if (one.status() != 200 && !(one.status() == 503 && one.saysWhen())) {
        others.merge("status " + one.status(), 1, Integer::sum);
      }
    }
    System.out.printf(
        "%nOther answers: %s. Refused within 50 ms: %.1f %%. Not sent by the client: %d.%n",
        others.isEmpty() ? "none" : others,
        100.0
            * answered.stream().filter(o -> o.status() == 503 && o.millis() <= 50).count()
            / Math.max(1, refused.count()),
        unsent);
  }

  private Latencies answered(int status, double after) {
    List<Double> millis =
        answered.stream()
            .filter(one -> one.status() == status && one.since() >= after)
            .map(Answered::millis)
            .toList();
    return Latencies.of(millis);
  }

  private static void row(String what, Latencies times, Latencies unloaded) {
    System.out.printf(
        "| %s | %d | %.0f | %.0f | %.0f | %.1f |%n",
        what,
        times.count(),
        times.quantile(0.5),
        times.quantile(0.99),
        times.quantile(1),
        times.quantile(0.99) / unloaded.quantile(0.99));
  }
}
