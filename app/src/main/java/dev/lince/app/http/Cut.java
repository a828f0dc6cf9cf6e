package dev.lince.app.http;

/** How many hits a call wants, and from which similarity on. */
record Cut(int k, double threshold) {
  static final int DEFAULT_K = 10;
  static final int MAX_K = 1000;

  static Cut of(Query query, double defaultThreshold) {
    return new Cut(
        query.integer("k", 1, MAX_K, DEFAULT_K), query.fraction("threshold", defaultThreshold));
  }

  /** The least cosine; a threshold of 0 means none is too low. */
  double minSimilarity() {
    return threshold == 0 ? Double.NEGATIVE_INFINITY : threshold;
  }
}
