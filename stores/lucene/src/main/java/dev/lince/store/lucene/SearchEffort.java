package dev.lince.store.lucene;

/**
 * How much a search looks at. The benchmark {@code LuceneRecall} shows what the figures bring.
 *
 * @param leastCandidates how many candidates the search of a graph asks for at least
 * @param leastOfSeveral the same of each graph where the index has several: each of them need only
 *     bring its share of the hits
 * @param candidatesPerHit how many candidates a graph must have been asked for per hit that it
 *     brings; with fewer it misses hits
 * @param exactUpTo segments in which no more images count than that are compared one by one, which
 *     is as fast as a graph there and misses nothing
 */
record SearchEffort(int leastCandidates, int leastOfSeveral, int candidatesPerHit, int exactUpTo) {
  static final SearchEffort DEFAULT = new SearchEffort(100, 40, 4, 2_000);

  /** Comparing this many images costs about as much as finding one candidate by a graph. */
  private static final int COMPARISONS_PER_CANDIDATE = 10;

  /** The most that a graph is asked for, which is enough whatever part of k hits it brings. */
  int mostCandidates(int k) {
    return Math.max(leastCandidates, candidatesPerHit * k);
  }

  /**
   * The candidates that a graph with {@code share} of all images is asked for at first: half as
   * many again as its share of the hits calls for.
   */
  int firstCandidates(int k, double share) {
    int ofShare = (int) Math.ceil(1.5 * share * candidatesPerHit * k);
    return share < 1 ? Math.clamp(ofShare, leastOfSeveral, mostCandidates(k)) : mostCandidates(k);
  }

  /** The candidates of a graph that brings {@code hits} of k hits; 0 if it needs no more. */
  int moreCandidates(int asked, int hits, int k) {
    return asked < candidatesPerHit * hits
        ? Math.min(2 * candidatesPerHit * hits, mostCandidates(k))
        : 0;
  }

  /** Whether comparing one by one is the better way to {@code candidates} of {@code matches}. */
  boolean exact(int candidates, int matches) {
    return matches <= Math.max(exactUpTo, COMPARISONS_PER_CANDIDATE * candidates);
  }
}
