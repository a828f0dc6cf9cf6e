package dev.lince.search;

/**
 * Where the confident results of a query end: at the lowest similarity at which, among all that are
 * at least as similar, at most a tenth is expected by chance (Benjamini and Hochberg, Controlling
 * the false discovery rate, JRSS B 57, 1995). A fixed expected number would not do: of a thousand
 * true results the last may well have a few strangers beside it.
 *
 * @param confident how many of the results are confident; they are the first ones
 * @param leastSimilarity results from here up are confident; {@link Double#POSITIVE_INFINITY} where
 *     none is
 */
public record ConfidentCut(int confident, double leastSimilarity) {
  /** What part of the confident results may be strangers, on the average. */
  public static final double CHANCE_SHARE = .1;

  /** So many of the sample must be above a similarity for the sample alone to set the cut there. */
  private static final int ENOUGH = 20;

  /** Sets the cut by the results and by the sample, whichever reaches lower. */
  static ConfidentCut of(Background background, double[] similarities, long before, long pictures) {
    double least =
        Math.min(byResults(background, similarities, before, pictures), bySample(background));
    int confident = 0;
    while (confident < similarities.length && similarities[confident] >= least) {
      confident++;
    }
    return new ConfidentCut(confident, least);
  }

  private static double byResults(
      Background background, double[] similarities, long before, long pictures) {
    for (int i = similarities.length - 1; i >= 0; i--) {
      double expected = background.expectedByChance(similarities[i], pictures);
      if (expected <= CHANCE_SHARE * (before + i + 1)) {
        return similarities[i];
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  /**
   * Knows of what lies beyond the page: where thousands are related, ten results do not show it.
   */
  private static double bySample(Background background) {
    double[] ascending = background.ascending();
    for (int i = firstRare(background); ascending.length - i >= ENOUGH; i++) {
      double expected = background.expectedByChance(ascending[i], ascending.length);
      if (expected <= CHANCE_SHARE * (ascending.length - i)) {
        return ascending[i];
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  /** The first of the sample that can be above the cut: what is expected falls with similarity. */
  private static int firstRare(Background background) {
    double[] ascending = background.ascending();
    int from = 0;
    int to = ascending.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      double expected = background.expectedByChance(ascending[middle], ascending.length);
      if (expected <= CHANCE_SHARE * ascending.length) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    return from;
  }
}
