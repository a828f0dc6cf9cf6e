package dev.lince.search;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Fits a {@link Mixture} to binned cosines by expectation and maximisation (Dempster, Laird and
 * Rubin, Maximum likelihood from incomplete data, JRSS B 39, 1977). The unrelated pictures are
 * fitted by weighted moments, which is quick and near enough to the likeliest.
 *
 * <p>A skew counts only as far as it exceeds its standard error, and heavy tails as far as those of
 * the left half exceed theirs. The left half alone is asked, since the related pictures are not
 * there. Beside related pictures the unrelated ones are never skewed to the left: that would
 * promise a thinner right tail on the word of those that may be its end.
 */
final class MixtureFit {
  private static final double TINY = 1e-300;
  private static final int MOST_ROUNDS = 30;

  /** So long the unrelated ones are symmetric, or a skew would let them swallow the others. */
  private static final int SYMMETRIC_ROUNDS = 8;

  private static final int ROUNDS_PER_FREEDOM = 5;
  private static final double CONVERGED = 1e-5;

  /** Climbs that are below this separation by then do not come far above it any more. */
  private static final double LEAST_HOPEFUL = 2.3;

  /** As near as this (share, and means by the scale) two climbs end at the same top. */
  private static final double SAME_SHARE = .002;

  private static final double SAME_MEAN = .05;

  /** The related ones' standard deviation by that of the unrelated ones, least and most. */
  private static final double NARROWEST = .3;

  private static final double WIDEST = 1.5;

  private final BinnedCosines bins;

  /** What part of each bin is unrelated. */
  private final double[] weights;

  private MixtureFit(BinnedCosines bins) {
    this.bins = bins;
    weights = new double[bins.size()];
  }

  /** All are unrelated. */
  static Mixture one(BinnedCosines bins) {
    MixtureFit fit = new MixtureFit(bins);
    Arrays.fill(fit.weights, 1);
    NullShape shape = fit.moments(fit.normalFreedom());
    return Mixture.ofOne(shape.withFreedom(fit.freedom(shape)));
  }

  /**
   * Two kinds; empty if the climb leads to two that lie close together, or to one that is known.
   *
   * @param start what part of all, counted from the least cosine, is taken for unrelated at first;
   *     above 0, below 1
   * @param known where other climbs ended
   */
  static Optional<Mixture> two(BinnedCosines bins, double start, List<Mixture> known) {
    MixtureFit fit = new MixtureFit(bins);
    double below = 0;
    for (int bin = 0; bin < bins.size(); bin++) {
      below += bins.count(bin);
      fit.weights[bin] = below <= start * bins.total() ? 1 : 0;
    }
    return fit.climb(known);
  }

  private Optional<Mixture> climb(List<Mixture> known) {
    double freedom = normalFreedom();
    Mixture mixture = maximise(freedom, true);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      weigh(mixture);
      boolean symmetric = round < SYMMETRIC_ROUNDS;
      Mixture next = maximise(freedom, symmetric);
      if (!symmetric && round % ROUNDS_PER_FREEDOM == 0) {
        freedom = freedom(next.unrelated());
      }
      boolean converged = Math.abs(next.share() - mixture.share()) < CONVERGED;
      mixture = next;
      if (!symmetric && (mixture.separation() < LEAST_HOPEFUL || isKnown(mixture, known))) {
        return Optional.empty();
      }
      if (converged && round > SYMMETRIC_ROUNDS + ROUNDS_PER_FREEDOM) {
        break;
      }
    }
    NullShape shape = mixture.unrelated();
    return Optional.of(
        new Mixture(
            shape.withFreedom(freedom(shape)),
            mixture.share(),
            mixture.relatedMean(),
            mixture.relatedScale()));
  }

  private static boolean isKnown(Mixture mixture, List<Mixture> known) {
    for (Mixture other : known) {
      double apart = Math.abs(mixture.relatedMean() - other.relatedMean());
      if (Math.abs(mixture.share() - other.share()) < SAME_SHARE
          && apart < SAME_MEAN * other.unrelated().scale()) {
        return true;
      }
    }
    return false;
  }

  /**
   * The parts of each bin under {@code mixture}; left of the unrelated ones' mean all is theirs.
   */
  private void weigh(Mixture mixture) {
    for (int bin = 0; bin < bins.size(); bin++) {
      double cosine = bins.centre(bin);
      if (cosine < mixture.unrelated().location()) {
        weights[bin] = 1;
      } else {
        double unrelated = mixture.unrelatedDensity(cosine);
        weights[bin] = unrelated / (unrelated + mixture.relatedDensity(cosine) + TINY);
      }
    }
  }

  private Mixture maximise(double freedom, boolean symmetric) {
    NullShape shape = moments(freedom);
    if (symmetric || shape.skew() < 0) {
      shape = new NullShape(shape.location(), shape.scale(), 0, freedom);
    }
    double count = 0;
    double sum = 0;
    for (int bin = 0; bin < bins.size(); bin++) {
      double related = (1 - weights[bin]) * bins.count(bin);
      count += related;
      sum += related * bins.centre(bin);
    }
    if (count < 1e-9) {
      return Mixture.ofOne(shape);
    }
    double mean = sum / count;
    double squares = 0;
    for (int bin = 0; bin < bins.size(); bin++) {
      double deviation = bins.centre(bin) - mean;
      squares += (1 - weights[bin]) * bins.count(bin) * deviation * deviation;
    }
    double scale =
        Math.clamp(Math.sqrt(squares / count), NARROWEST * shape.scale(), WIDEST * shape.scale());
    return new Mixture(shape, 1 - count / bins.total(), mean, scale);
  }

  private NullShape moments(double freedom) {
    double count = 1e-9;
    double sum = 0;
    for (int bin = 0; bin < bins.size(); bin++) {
      double weight = weights[bin] * bins.count(bin);
      count += weight;
      sum += weight * bins.centre(bin);
    }
    double mean = sum / count;
    double squares = 0;
    double cubes = 0;
    for (int bin = 0; bin < bins.size(); bin++) {
      double deviation = bins.centre(bin) - mean;
      double square = weights[bin] * bins.count(bin) * deviation * deviation;
      squares += square;
      cubes += square * deviation;
    }
    double scale = Math.max(bins.resolution(), Math.sqrt(squares / count));
    double skew = cubes / count / (scale * scale * scale);
    double error = Math.sqrt(6 / Math.max(1, count));
    double certain = Math.copySign(Math.max(0, Math.abs(skew) - error), skew);
    return new NullShape(
        mean, scale, Math.clamp(certain, NullShape.LEAST_SKEW, NullShape.MOST_SKEW), freedom);
  }

  /** The degrees of freedom that the left half's fourth moment asks for: an excess of 6/(ν − 4). */
  private double freedom(NullShape shape) {
    double count = 0;
    double squares = 0;
    double fourths = 0;
    for (int bin = 0; bin < bins.size(); bin++) {
      double symmetric = shape.symmetric(bins.centre(bin));
      if (symmetric < 0) {
        double weight = weights[bin] * bins.count(bin);
        double square = symmetric * symmetric;
        count += weight;
        squares += weight * square;
        fourths += weight * square * square;
      }
    }
    if (squares <= 0) {
      return normalFreedom();
    }
    double error = Math.sqrt(2 * 24 / Math.max(1, count));
    double excess = fourths * count / (squares * squares) - 3 - error;
    return excess <= 0
        ? normalFreedom()
        : Math.clamp(4 + 6 / excess, NullShape.LEAST_FREEDOM, normalFreedom());
  }

  /**
   * That of the Student distribution which takes the place of a normal one whose scale is known
   * from so many only.
   */
  private double normalFreedom() {
    return Math.max(NullShape.LEAST_FREEDOM, bins.total() - 1.0);
  }
}
