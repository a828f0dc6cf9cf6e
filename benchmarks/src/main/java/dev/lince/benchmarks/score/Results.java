package dev.lince.benchmarks.score;

/**
 * What a search found, and what is right.
 *
 * @param similarities of the results, most similar first
 * @param related whether each shows what was looked for
 * @param sample the query's cosines to a random sample of the library
 * @param pictures how many the library has
 * @param present whether the library has anything related, listed or not
 */
record Results(
    double[] similarities, boolean[] related, double[] sample, long pictures, boolean present) {
  /** The order of magnitude of the library's size. */
  int digits() {
    return Long.toString(pictures).length();
  }

  int relatedAmong(int first) {
    int count = 0;
    for (int i = 0; i < first; i++) {
      count += related[i] ? 1 : 0;
    }
    return count;
  }

  /** How many results are at least this similar. */
  int atLeast(double similarity) {
    int count = 0;
    while (count < similarities.length && similarities[count] >= similarity) {
      count++;
    }
    return count;
  }

  /** F1 of the first {@code confident} among what is listed; 0 where nothing right is listed. */
  double f1(int confident) {
    int all = relatedAmong(related.length);
    return all == 0 ? 0 : 2.0 * relatedAmong(confident) / (confident + all);
  }
}
