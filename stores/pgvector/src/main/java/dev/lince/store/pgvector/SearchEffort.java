package dev.lince.store.pgvector;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How hard a search tries.
 *
 * @param compareAll up to so many matching images are compared one by one, without the index
 * @param iterative whether the index may go on where it came back short
 */
record SearchEffort(int compareAll, boolean iterative) {
  /** More candidates than hits: the index orders by rounded floats. */
  private static final int SLACK = 10;

  private static final int LEAST_EF_SEARCH = 100;
  private static final int MOST_EF_SEARCH = 1000;

  /** pgvector's own default is 20,000, which leaves filters short. */
  private static final int LEAST_SCAN_TUPLES = 40_000;

  private static final int SCAN_TUPLES_PER_HIT = 200;

  static SearchEffort of(Extension extension) {
    return new SearchEffort(2_000, extension.scansIteratively());
  }

  /** How many candidates are asked for first. */
  int candidates(int k) {
    return k + SLACK;
  }

  /** Whether the index alone may come back with too few. */
  boolean mayStarve(int k, boolean filtered) {
    return !iterative && (filtered || candidates(k) > efSearch(k));
  }

  private static int efSearch(int k) {
    return Math.clamp(2L * k, LEAST_EF_SEARCH, MOST_EF_SEARCH);
  }

  /** Settings of the server for a search by the index, and by nothing else. */
  Map<String, String> settings(int k) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("hnsw.ef_search", String.valueOf(efSearch(k)));
    if (iterative) {
      settings.put("hnsw.iterative_scan", "relaxed_order");
      settings.put(
          "hnsw.max_scan_tuples",
          String.valueOf(Math.max(LEAST_SCAN_TUPLES, k * SCAN_TUPLES_PER_HIT)));
    }
    for (String other : new String[] {"seqscan", "bitmapscan", "sort", "hashjoin", "mergejoin"}) {
      settings.put("enable_" + other, "off");
    }
    return settings;
  }
}
