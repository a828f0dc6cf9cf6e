package dev.lince.store;

import java.util.Random;

/**
 * The seed of a random test: another one each time, printed so that a failure can be had again with
 * {@code -Dlince.seed=…}.
 */
public final class TestSeed {
  private static final String PROPERTY = "lince.seed";

  private TestSeed() {}

  /** The seed for the test of that name. */
  public static long of(String test) {
    long seed = Long.getLong(PROPERTY, System.nanoTime());
    System.out.printf("%s: -D%s=%d%n", test, PROPERTY, seed);
    return seed;
  }

  /** Random numbers of a printed seed. */
  public static Random random(String test) {
    return new Random(of(test));
  }
}
