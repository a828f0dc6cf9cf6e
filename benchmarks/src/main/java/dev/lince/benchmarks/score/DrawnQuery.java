package dev.lince.benchmarks.score;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** A query whose cosines are drawn. */
record DrawnQuery(Kind kind, Shape shape, int pictures, int related) {
  private static final int LISTED = 1000;
  private static final int SAMPLE = 2000;

  /**
   * In standard deviations of the unrelated ones: how much nearer the related ones are, at least.
   */
  private static final double NEARER = 2.5;

  private static final double NEARER_SPAN = 2.5;
  private static final double RELATED_SCALE = .8;

  Results draw(RandomGenerator random) {
    double mean = kind.drawMean(random);
    double scale = kind.drawScale(random);
    double nearer = NEARER + NEARER_SPAN * random.nextDouble();
    double[] all = new double[pictures];
    for (int i = 0; i < pictures; i++) {
      double deviation =
          i < related ? nearer + RELATED_SCALE * random.nextGaussian() : shape.draw(random);
      all[i] = Math.min(.999, mean + scale * deviation);
    }
    return results(all, sample(all, random));
  }

  private static double[] sample(double[] all, RandomGenerator random) {
    if (all.length <= SAMPLE) {
      return all.clone();
    }
    return random.ints(0, all.length).distinct().limit(SAMPLE).mapToDouble(i -> all[i]).toArray();
  }

  private Results results(double[] all, double[] sample) {
    double[] near = Arrays.copyOf(all, related);
    double[] far = Arrays.copyOfRange(all, related, all.length);
    Arrays.sort(near);
    Arrays.sort(far);
    int listed = Math.min(LISTED, pictures);
    double[] similarities = new double[listed];
    boolean[] right = new boolean[listed];
    for (int i = 0, n = near.length - 1, f = far.length - 1; i < listed; i++) {
      right[i] = f < 0 || (n >= 0 && near[n] >= far[f]);
      similarities[i] = right[i] ? near[n--] : far[f--];
    }
    return new Results(similarities, right, sample, pictures, related > 0);
  }
}
