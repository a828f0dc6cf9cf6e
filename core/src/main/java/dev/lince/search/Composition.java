package dev.lince.search;

import java.util.List;

/**
 * The weighted sum of unit vectors, made a unit vector again: "beach" + 0.5 · "sunset" − "people".
 * The cosine scale stays what it is for one vector, so that thresholds and scores keep their
 * meaning.
 */
final class Composition {
  /**
   * What is left of a sum must be more than this part of the weights: below it is the rounding of
   * the vectors, which points anywhere.
   */
  private static final double LEAST_REST = 1e-3;

  private Composition() {}

  record Term(float[] vector, double weight) {}

  /**
   * The unit vector of the sum.
   *
   * @param terms one or more, of one dimension
   * @throws SearchException.Refused where they cancel each other out
   */
  static float[] of(List<Term> terms) {
    double[] sum = new double[terms.getFirst().vector().length];
    double weights = 0;
    for (Term term : terms) {
      weights += Math.abs(term.weight());
      for (int i = 0; i < sum.length; i++) {
        sum[i] += term.weight() * term.vector()[i];
      }
    }
    double length = length(sum);
    if (!(length > LEAST_REST * weights)) {
      throw new SearchException.Refused(
          "The parts of the query cancel each other out, so that nothing is left to look for; change a weight or a part.");
    }
    return divided(sum, length);
  }

  private static double length(double[] vector) {
    double squares = 0;
    for (double value : vector) {
      squares += value * value;
    }
    return Math.sqrt(squares);
  }

  private static float[] divided(double[] sum, double length) {
    float[] unit = new float[sum.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (sum[i] / length);
    }
    return unit;
  }

  /** A vector of length 1 in the direction of this one. */
  static float[] unit(float[] vector) {
    return of(List.of(new Term(vector, 1)));
  }
}
