package dev.lince.store.lucene;

/**
 * How much a search looks at. The figures come from the benchmark {@code LuceneRecall}; the ones
 * that follow from them stand in docs/performance.md.
 *
 * @param leastCandidates how many candidates a search of one graph asks for at least
 * @param leastCandidatesOfSeveral the same of each graph, where the index has several: each hit
 *     competes with those of one segment only, so fewer do
 * @param candidatesPerHit how many candidates are asked for per hit
 * @param exactUpTo segments in which no more images count than that are compared one by one, which
 *     is faster than a graph there and misses nothing
 */
record SearchEffort(
    int leastCandidates, int leastCandidatesOfSeveral, int candidatesPerHit, int exactUpTo) {
  static final SearchEffort DEFAULT = new SearchEffort(100, 50, 4, 2_000);

  /** The candidates of each of {@code graphs} graphs for k hits. */
  int candidates(int k, int graphs) {
    int least = graphs > 1 ? leastCandidatesOfSeveral : leastCandidates;
    return Math.max(least, candidatesPerHit * k);
  }

  /** Whether comparing one by one is the better way to {@code candidates} of {@code matches}. */
  boolean exact(int candidates, int matches) {
    return matches <= Math.max(exactUpTo, (long) exactUpTo * candidates / 200);
  }
}
