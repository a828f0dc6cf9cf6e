package dev.lince.benchmarks.http;

import dev.lince.benchmarks.image.DrawnJpeg;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Many kinds of requests for an hour, and whether heap and resident memory stay flat: sampled all
 * along, with the least-squares slope of the second half, since caches and pools fill first.
 *
 * <p>{@code java … dev.lince.benchmarks.http.MixedHour <file lince> <model folder|visual>
 * [minutes]}: {@code LINCE_JAVA_OPTS=-Xmx512m} bounds the server's heap. Ends with 1 where an
 * answer was neither 200, 400, 404, 409 nor 503.
 */
public final class MixedHour {
  private static final int PICTURES = 200;
  private static final int CLIENTS = 4;
  private static final int SAMPLES = 60;

  private final ServerProcess server;
  private final AtomicIntegerArray statuses = new AtomicIntegerArray(600);
  private final AtomicInteger broken = new AtomicInteger();
  private final List<byte[]> pictures = new ArrayList<>();

  private MixedHour(ServerProcess server) {
    this.server = server;
    int[][] sizes = {{320, 240}, {1024, 768}, {1600, 1200}, {4000, 3000}};
    for (int[] size : sizes) {
      pictures.add(DrawnJpeg.of(size[0], size[0], size[1], size[0] == 1600));
    }
    pictures.add(new byte[20_000]);
  }

  private record Sample(double minute, double heap, double resident) {}

  /** Prints a table; see the class. */
  public static void main(String[] args) throws Exception {
    double minutes = args.length > 2 ? Double.parseDouble(args[2]) : 60;
    try (Scratch scratch = Scratch.create()) {
      DrawnJpeg.fill(scratch.images(), PICTURES, 1024, 768);
      try (ServerProcess server =
          ServerProcess.start(Path.of(args[0]), args[1], scratch.images(), scratch.folder())) {
        server.awaitInStep();
        MixedHour load = new MixedHour(server);
        load.run(minutes);
        if (load.hasUnexpectedAnswers()) {
          System.exit(1);
        }
      }
    }
  }

  private void run(double minutes) throws Exception {
    long begun = System.nanoTime();
    long end = begun + (long) (minutes * 60e9);
    List<Sample> samples = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        Random random = new Random(i);
        running.add(clients.submit(() -> ask(random, end)));
      }
      while (System.nanoTime() < end) {
        Thread.sleep(Duration.ofMillis((long) (minutes * 60_000 / SAMPLES)));
        double minute = (System.nanoTime() - begun) / 60e9;
        samples.add(new Sample(minute, server.heapMegabytes(), server.residentMegabytes()));
      }
      for (Future<?> client : running) {
        client.get();
      }
    }
    print(minutes, samples);
  }

  private Object ask(Random random, long end) throws InterruptedException {
    while (System.nanoTime() < end) {
      try {
        statuses.incrementAndGet(oneRequest(random));
      } catch (IOException failed) {
        broken.incrementAndGet();
      }
    }
    return true;
  }

  private int oneRequest(Random random) throws IOException, InterruptedException {
    return switch (random.nextInt(10)) {
      case 0 -> server.get("/api/v1/search?text=a+cat+" + random.nextInt(1000)).statusCode();
      case 1 -> server.get("/static/%05d.jpg".formatted(random.nextInt(PICTURES))).statusCode();
      case 2 -> server.get("/health").statusCode();
      case 3 -> server.get("/api/v1/status").statusCode();
      case 4 -> server.get("/nowhere/" + random.nextInt()).statusCode();
      default -> server.search(pictures.get(random.nextInt(pictures.size()))).status();
    };
  }

  private boolean hasUnexpectedAnswers() {
    for (int status = 0; status < statuses.length(); status++) {
      boolean isExpected = List.of(200, 400, 404, 409, 503).contains(status);
      if (!isExpected && statuses.get(status) > 0) {
        return true;
      }
    }
    return broken.get() > 0;
  }

  private void print(double minutes, List<Sample> samples) {
    System.out.printf("%.0f minutes, %d clients one request after the other:", minutes, CLIENTS);
    for (int status = 0; status < statuses.length(); status++) {
      if (statuses.get(status) > 0) {
        System.out.printf(" %,d × %d,", statuses.get(status), status);
      }
    }
    System.out.printf(" %d connections broken.%n%n", broken.get());
    System.out.println("| | first sample | half time | last | slope of the second half, MB/h |");
    System.out.println("| --- | --: | --: | --: | --: |");
    List<Sample> late = samples.subList(samples.size() / 2, samples.size());
    row("heap after a full collection, MB", samples, late, Sample::heap);
    row("resident, MB", samples, late, Sample::resident);
  }

  private interface Value {
    double of(Sample sample);
  }

  private static void row(String what, List<Sample> samples, List<Sample> late, Value value) {
    System.out.printf(
        "| %s | %.0f | %.0f | %.0f | %+.1f ± %.1f |%n",
        what,
        value.of(samples.getFirst()),
        value.of(late.getFirst()),
        value.of(late.getLast()),
        60 * slope(late, value),
        60 * slopeError(late, value));
  }

  private static double mean(List<Sample> samples, Value value) {
    return samples.stream().mapToDouble(value::of).average().orElse(0);
  }

  private static double squares(List<Sample> samples) {
    double mean = mean(samples, Sample::minute);
    return samples.stream().mapToDouble(one -> Math.pow(one.minute() - mean, 2)).sum();
  }

  private static double slope(List<Sample> samples, Value value) {
    double minute = mean(samples, Sample::minute);
    double y = mean(samples, value);
    double sum = samples.stream().mapToDouble(s -> (s.minute() - minute) * (value.of(s) - y)).sum();
    return sum / squares(samples);
  }

  /** The standard error of the slope. */
  private static double slopeError(List<Sample> samples, Value value) {
    double slope = slope(samples, value);
    double minute = mean(samples, Sample::minute);
    double y = mean(samples, value);
    double rest =
        samples.stream()
            .mapToDouble(s -> Math.pow(value.of(s) - y - slope * (s.minute() - minute), 2))
            .sum();
    return Math.sqrt(rest / Math.max(1, samples.size() - 2) / squares(samples));
  }
}
