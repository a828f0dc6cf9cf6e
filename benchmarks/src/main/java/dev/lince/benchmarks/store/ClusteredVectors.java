package dev.lince.benchmarks.store;

import java.util.SplittableRandom;

/**
 * Unit vectors that lie together as embeddings of pictures do: around many centres, along some
 * directions far more than along others, with a little noise along all. The i-th vector depends on
 * seed, dimension, number of clusters and i alone. Safe for use by several threads.
 *
 * <p>The standard deviation along the j-th of {@value #DIRECTIONS} random directions is (1 + j)^-½;
 * a member differs from its centre by {@value #SPREAD} of that, and by noise of a tenth of its
 * length along all axes.
 */
public final class ClusteredVectors {
  private static final int DIRECTIONS = 64;
  private static final double SPREAD = 0.5;
  private static final double NOISE = 0.1;

  private final long seed;
  private final int dimension;
  private final int clusters;
  private final float[][] directions;

  /** Vectors of {@code dimension} values around {@code clusters} centres. */
  public ClusteredVectors(long seed, int dimension, int clusters) {
    this.seed = seed;
    this.dimension = dimension;
    this.clusters = clusters;
    this.directions = new float[DIRECTIONS][];
    SplittableRandom random = new SplittableRandom(seed);
    for (int j = 0; j < DIRECTIONS; j++) {
      directions[j] = direction(random.split(), 1 / Math.sqrt(1 + j));
    }
  }

  private float[] direction(SplittableRandom random, double deviation) {
    float[] direction = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      direction[i] = (float) (random.nextGaussian() * deviation / Math.sqrt(dimension));
    }
    return direction;
  }

  /** The i-th vector; a new array. */
  public float[] at(int i) {
    SplittableRandom member = random(1, i);
    SplittableRandom centre = random(2, member.nextInt(clusters));
    double[] sum = new double[dimension];
    for (float[] direction : directions) {
      add(sum, direction, centre.nextGaussian() + SPREAD * member.nextGaussian());
    }
    double noise = NOISE * length(sum) / Math.sqrt(dimension);
    for (int d = 0; d < dimension; d++) {
      sum[d] += noise * member.nextGaussian();
    }
    return unit(sum);
  }

  private SplittableRandom random(int stream, int i) {
    return new SplittableRandom(new SplittableRandom(seed + stream).nextLong() + i).split();
  }

  private static void add(double[] sum, float[] direction, double times) {
    for (int d = 0; d < sum.length; d++) {
      sum[d] += direction[d] * times;
    }
  }

  private static float[] unit(double[] vector) {
    double length = length(vector);
    float[] unit = new float[vector.length];
    for (int d = 0; d < unit.length; d++) {
      unit[d] = (float) (vector[d] / length);
    }
    return unit;
  }

  private static double length(double[] vector) {
    double squares = 0;
    for (double value : vector) {
      squares += value * value;
    }
    return Math.sqrt(squares);
  }
}
