package dev.lince.benchmarks.visual;

import dev.lince.embed.visual.VisualEmbedder;
import dev.lince.image.Raster;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * CPU time of the visual embedder for decoded pictures of several sizes, one thread, after a
 * warm-up. CPU time, so that neighbours on the machine count little.
 */
public final class VisualSpeed {
  private static final int WARM_UP = 300;
  private static final int RUNS = 200;
  private static final double MOST_MILLISECONDS = 40;

  private static final int[][] SIZES = {{64, 64}, {512, 384}, {1920, 1080}, {4000, 3000}};

  private VisualSpeed() {}

  /**
   * Prints a Markdown table; ends with 1 where the median for a picture of 512 × 384 pixels is
   * above {@value #MOST_MILLISECONDS} ms.
   */
  public static void main(String[] args) {
    VisualEmbedder embedder = new VisualEmbedder();
    Raster drawn = DrawnImage.of(100_000);
    for (int i = 0; i < WARM_UP; i++) {
      embedder.embedImage(drawn);
    }
    System.out.println("| picture | CPU ms, median | 95 % |\n| --- | --- | --- |");
    double bounded = 0;
    for (int[] size : SIZES) {
      double[] sorted = milliseconds(embedder, Warp.resized(drawn, size[0], size[1]));
      double median = sorted[sorted.length / 2];
      double high = sorted[sorted.length * 95 / 100];
      System.out.printf("| %d × %d | %.1f | %.1f |%n", size[0], size[1], median, high);
      if (size[0] == 512) {
        bounded = median;
      }
    }
    if (bounded > MOST_MILLISECONDS) {
      System.err.printf("It must take at most %.0f ms.%n", MOST_MILLISECONDS);
      System.exit(1);
    }
  }

  private static double[] milliseconds(VisualEmbedder embedder, Raster raster) {
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    double[] times = new double[RUNS];
    for (int i = 0; i < RUNS; i++) {
      long start = clock.getCurrentThreadCpuTime();
      embedder.embedImage(raster);
      times[i] = (clock.getCurrentThreadCpuTime() - start) / 1e6;
    }
    Arrays.sort(times);
    return times;
  }
}
