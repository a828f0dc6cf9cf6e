package dev.lince.search;

import java.util.ArrayList;
import java.util.List;

/**
 * What a sample of cosines says about the pictures that have nothing to do with the query.
 *
 * <p>An empirical null (Efron, Large-scale simultaneous hypothesis testing: the choice of a null
 * hypothesis, JASA 99, 2004), but by a mixture in place of Efron's middle of the histogram, so that
 * it holds where more than a tenth is related.
 *
 * @param shape how the unrelated ones are distributed
 * @param fitsWell whether the sample looks like the fit as far as the unrelated ones go; where it
 *     does not, the shape has heavier tails than fitted
 */
record FittedNull(NullShape shape, boolean fitsWell) {
  /** Shares of the sample that may be unrelated, to begin the climb with; one of them gets home. */
  private static final double[] STARTS = {.4, .7, .93, .985, .996};

  /**
   * Two peaks are two kinds from three standard deviations on. Nearer ones are more often two
   * styles of one library, as photographs and cut-outs, than what is looked for and the rest.
   */
  private static final double LEAST_SEPARATION = 3;

  private static final double LEAST_SHARE = .3;

  /**
   * A single one that is far off, such as a copy, may be a kind; it counts for a little less than
   * 1.
   */
  private static final double FEWEST_RELATED = .9;

  /**
   * What a second kind must add to the log-likelihood: half the 1 % point of chi-square with its
   * three parameters.
   */
  private static final double LEAST_GAIN = 5.5;

  /** The most that the distance times the root of the sample's size may be. */
  private static final double WORST_DISTANCE = 1.1;

  private static final double CAREFUL_FREEDOM = 8;

  /**
   * @param ascending at least two different values
   */
  static FittedNull of(double[] ascending) {
    BinnedCosines bins = BinnedCosines.of(ascending);
    Mixture best = MixtureFit.one(bins);
    double least = logLikelihood(best, bins) + LEAST_GAIN;
    List<Mixture> tops = new ArrayList<>();
    for (double start : STARTS) {
      MixtureFit.two(bins, start, tops).ifPresent(tops::add);
    }
    for (Mixture two : tops) {
      if (isTwoKinds(two, bins)) {
        double likelihood = logLikelihood(two, bins);
        if (likelihood > least) {
          least = likelihood;
          best = two;
        }
      }
    }
    boolean fitsWell = distance(best, bins) * Math.sqrt(bins.total()) <= WORST_DISTANCE;
    NullShape shape = best.unrelated();
    return new FittedNull(
        fitsWell ? shape : shape.withFreedom(Math.min(CAREFUL_FREEDOM, shape.freedom())), fitsWell);
  }

  private static boolean isTwoKinds(Mixture mixture, BinnedCosines bins) {
    return mixture.share() >= LEAST_SHARE
        && (1 - mixture.share()) * bins.total() >= FEWEST_RELATED
        && mixture.separation() >= LEAST_SEPARATION;
  }

  private static double logLikelihood(Mixture mixture, BinnedCosines bins) {
    double sum = 0;
    for (int bin = 0; bin < bins.size(); bin++) {
      double cosine = bins.centre(bin);
      double density = mixture.unrelatedDensity(cosine) + mixture.relatedDensity(cosine);
      sum += bins.count(bin) * Math.log(density + Double.MIN_NORMAL);
    }
    return sum;
  }

  /**
   * The greatest difference between the sample's and the fit's shares below a cosine, as far up as
   * most are unrelated (Kolmogorov and Smirnov). What the related ones look like does not matter.
   */
  private static double distance(Mixture mixture, BinnedCosines bins) {
    double below = 0;
    double greatest = 0;
    for (int bin = 0; bin < bins.size(); bin++) {
      double cosine = bins.centre(bin);
      if (cosine > mixture.unrelated().location()
          && mixture.relatedDensity(cosine) > mixture.unrelatedDensity(cosine)) {
        break;
      }
      below += bins.count(bin);
      double fitted = 1 - mixture.above(bins.end(bin));
      greatest = Math.max(greatest, Math.abs(below / bins.total() - fitted));
    }
    return greatest;
  }
}
