package dev.lince.benchmarks.score;

import dev.lince.search.Background;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Whether numbers expected by chance come true: of queries for what is not there, how often the
 * best result is as rare as is said. And how long a fit takes.
 */
public final class Calibration {
  private static final int[] SIZES = {109, 2_000, 100_000};
  private static final int QUERIES = 100;
  private static final long SEED = 12;

  private Calibration() {}

  /** Prints a table and a line. */
  public static void main(String[] args) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    System.out.println("| unrelated | library | best ≤ 0.01 | ≤ 0.1 | ≤ 1 | fit found bad |");
    System.out.println("| --- | --- | --- | --- | --- | --- |");
    System.out.println("| as it should be | | 0.01 | 0.10 | 0.63 | 0.01 |");
    for (Shape shape : Shape.values()) {
      for (int size : SIZES) {
        line(new DrawnQuery(Kind.PICTURES, shape, size, 0), random);
      }
    }
    time(random);
  }

  private static void line(DrawnQuery query, RandomGenerator random) {
    double[] expected = new double[QUERIES];
    int bad = 0;
    for (int i = 0; i < QUERIES; i++) {
      Results results = query.draw(random);
      Background background = Background.ofCosines(results.sample()).orElseThrow();
      expected[i] = background.expectedByChance(results.similarities()[0], query.pictures());
      bad += background.fitsWell() ? 0 : 1;
    }
    System.out.printf(
        "| %s | %,d | %.2f | %.2f | %.2f | %.2f |%n",
        query.shape().title,
        query.pictures(),
        upTo(expected, .01),
        upTo(expected, .1),
        upTo(expected, 1),
        bad / (double) QUERIES);
  }

  private static double upTo(double[] values, double most) {
    return Arrays.stream(values).filter(value -> value <= most).count() / (double) values.length;
  }

  private static void time(RandomGenerator random) {
    List<Shape> shapes = List.of(Shape.values());
    double[] micros = new double[1000];
    for (int i = -500; i < micros.length; i++) {
      Shape shape = shapes.get(Math.floorMod(i, shapes.size()));
      double[] sample = new DrawnQuery(Kind.PICTURES, shape, 2_000, 20).draw(random).sample();
      long begun = System.nanoTime();
      boolean fitted = Background.ofCosines(sample).isPresent();
      double took = (System.nanoTime() - begun) / 1e3;
      if (i >= 0 && fitted) {
        micros[i] = took;
      }
    }
    Arrays.sort(micros);
    System.out.printf(
        "%nFit to 2,000 cosines: p50 %.0f µs, p99 %.0f µs%n",
        micros[micros.length / 2], micros[micros.length * 99 / 100]);
  }
}
