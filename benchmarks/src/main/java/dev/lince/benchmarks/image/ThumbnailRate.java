package dev.lince.benchmarks.image;

import dev.lince.image.DecoderChoice;
import dev.lince.image.ImageLimits;
import dev.lince.image.ThumbnailSize;
import dev.lince.image.Thumbnailer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How many thumbnails of JPEGs of 12 megapixels are made in a second, from their bytes in memory,
 * on one thread and on two.
 *
 * <p>{@code java … dev.lince.benchmarks.image.ThumbnailRate [rounds]}.
 */
public final class ThumbnailRate {
  private static final int WIDTH = 4000;
  private static final int HEIGHT = 3000;
  private static final int DISTINCT = 4;
  private static final int WARM_UP = 20;

  private ThumbnailRate() {}

  /** Prints a table; see the class. */
  public static void main(String[] args) throws InterruptedException, ExecutionException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 60;
    Thumbnailer thumbnailer = new Thumbnailer(ImageLimits.DEFAULT, DecoderChoice.AUTO);
    System.out.printf(
        "| JPEG of 12 megapixels, q90, 4:2:0 | MB | thumbnail | KB | a second, 1 thread | 2 threads |%n| --- | --: | --: | --: | --: | --: |%n");
    for (boolean progressive : new boolean[] {false, true}) {
      List<byte[]> pictures = new ArrayList<>();
      for (int seed = 0; seed < DISTINCT; seed++) {
        pictures.add(DrawnJpeg.of(seed, WIDTH, HEIGHT, progressive));
      }
      for (ThumbnailSize size : ThumbnailSize.values()) {
        rate(thumbnailer, pictures, size, 1, WARM_UP);
        System.out.printf(
            "| %s | %.1f | %d | %.1f | %.1f | %.1f |%n",
            progressive ? "progressive" : "baseline",
            pictures.getFirst().length / 1e6,
            size.pixels(),
            thumbnailer.jpeg(pictures.getFirst(), size).length / 1e3,
            rate(thumbnailer, pictures, size, 1, rounds),
            rate(thumbnailer, pictures, size, 2, rounds));
      }
    }
  }

  private static double rate(
      Thumbnailer thumbnailer, List<byte[]> pictures, ThumbnailSize size, int threads, int rounds)
      throws InterruptedException, ExecutionException {
    List<Future<byte[]>> made = new ArrayList<>();
    long before = System.nanoTime();
    try (ExecutorService makers = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < rounds; i++) {
        byte[] picture = pictures.get(i % pictures.size());
        made.add(makers.submit(() -> thumbnailer.jpeg(picture, size)));
      }
    }
    double seconds = (System.nanoTime() - before) / 1e9;
    for (Future<byte[]> one : made) {
      one.get();
    }
    return rounds / seconds;
  }
}
