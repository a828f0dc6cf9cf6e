package dev.lince.image;

import java.util.Random;

/**
 * Randomness that can be had again: {@code -Dlince.test.seed=…} with the number that was printed.
 */
final class Seed {
  private Seed() {}

  static Random random(Class<?> test) {
    long seed = Long.getLong("lince.test.seed", System.nanoTime());
    System.out.printf("%s: -Dlince.test.seed=%d%n", test.getSimpleName(), seed);
    return new Random(seed);
  }
}
