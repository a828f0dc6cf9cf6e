package dev.lince.benchmarks.store;

import dev.lince.image.AverageColour;
import dev.lince.image.ImageType;
import dev.lince.store.Filter;
import dev.lince.store.ImageStore;
import dev.lince.store.NearestQuery;
import dev.lince.store.NewImage;
import dev.lince.store.Upserted;
import dev.lince.store.lucene.LuceneStore;
import dev.lince.store.pgvector.IndexPrecision;
import dev.lince.store.pgvector.PgVectorSettings;
import dev.lince.store.pgvector.PgVectorStore;
import dev.lince.store.pgvector.url.DatabaseUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The stores side by side on the same vectors, and a small backend's way with PostgreSQL as the
 * base line, as Markdown. Arguments: the URL of an empty database, whose tables are dropped in the
 * end, and how many vectors, each number one library; default 10000 and 100000.
 */
final class StoreComparison {
  private static final int DIMENSION = 512;
  private static final int BATCH = 500;
  private static final int QUERIES = 300;
  private static final int EXACT_QUERIES = 100;
  private static final int K = 10;
  private static final String FOLDER = "one-in-100";

  /** Loading into an HNSW index takes some 10 ms a vector, so that only so many are loaded so. */
  private static final int LOADED_INTO_THE_INDEX = 5_000;

  private final String url;
  private final float[][] stored;
  private final float[][] queries;
  private final Exact exact;

  private StoreComparison(String url, int size) {
    this.url = url;
    ClusteredVectors vectors = new ClusteredVectors(42, DIMENSION, Math.max(10, size / 100));
    stored = IntStream.range(0, size).mapToObj(vectors::at).toArray(float[][]::new);
    queries =
        IntStream.range(0, QUERIES)
            .mapToObj(i -> vectors.at(Integer.MAX_VALUE - i))
            .toArray(float[][]::new);
    exact = new Exact(stored);
  }

  /** Finds the numbers of the nearest vectors. */
  private interface Search {
    List<Integer> nearest(float[] query, boolean filtered);
  }

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    List<String> sizes =
        args.length < 2 ? List.of("10000", "100000") : List.of(args).subList(1, args.length);
    for (String size : sizes) {
      new StoreComparison(args[0], Integer.parseInt(size)).run();
    }
  }

  private void run() throws Exception {
    System.out.printf("## %,d vectors of %d dimensions%n%n", stored.length, DIMENSION);
    System.out.println("| load | images a second |");
    System.out.println("| --- | --: |");
    StringBuilder searches = new StringBuilder();
    Path directory = Files.createTempDirectory("lince-comparison-");
    try (ImageStore lucene = LuceneStore.open(directory)) {
      sayRate(
          "Lucene, batches of 500", stored.length, seconds(() -> load(lucene, 0, stored.length)));
      LuceneRecall.untilMergesEnd();
      searches.append(measured("Lucene", searching(lucene)));
    }
    compareDatabase(searches);
    System.out.printf(
        "%n| search, k = %d | recall@%d | wall p50 ms | p99 | 1 %% match: recall | p50 | p99 |%n",
        K, K);
    System.out.println("| --- | --: | --: | --: | --: | --: | --: |");
    System.out.println(searches);
  }

  private void compareDatabase(StringBuilder searches) throws Exception {
    SmallBackend naive = new SmallBackend(url);
    naive.dropEverything();
    naive.makeTable();
    int few = Math.min(1_000, stored.length);
    sayRate(
        "small backend: one INSERT a row, into the index",
        few,
        seconds(() -> naive.insert(stored, few)));
    naive.dropEverything();
    try (ImageStore store = open(IndexPrecision.FULL)) {
      int first = Math.min(LOADED_INTO_THE_INDEX, stored.length);
      sayRate(
          "pgvector, batches of 500, into the index", first, seconds(() -> load(store, 0, first)));
      naive.execute("DROP INDEX idx_embedding_hnsw");
      sayRate(
          "pgvector, batches of 500, without the index",
          stored.length - first,
          seconds(() -> load(store, first, stored.length)));
      double built = seconds(naive::makeIndex);
      sayRate("the index made afterwards", stored.length, built);
      naive.execute("VACUUM ANALYZE");
      searches.append(measured("small backend", naive::nearest));
    }
    try (ImageStore store = open(IndexPrecision.FULL)) {
      searches.append(measured("pgvector", searching(store)));
    }
    sayRate("the index of half precision", stored.length, seconds(naive::makeHalfIndex));
    try (ImageStore store = open(IndexPrecision.HALF)) {
      searches.append(measured("pgvector, half precision", searching(store)));
    }
    System.out.printf(
        "%nIndexes: full %s, half %s.%n",
        naive.size("idx_embedding_hnsw"), naive.size("lince_embedding_half_index"));
    naive.dropEverything();
  }

  private ImageStore open(IndexPrecision precision) {
    return PgVectorStore.open(
        new PgVectorSettings(DatabaseUrl.parse(url), precision, Duration.ofSeconds(5)));
  }

  /** Work that may fail. */
  private interface Work {
    void run() throws SQLException;
  }

  private static double seconds(Work work) throws SQLException {
    long begin = System.nanoTime();
    work.run();
    return (System.nanoTime() - begin) / 1e9;
  }

  private static void sayRate(String what, int images, double seconds) {
    System.out.printf("| %s | %,.0f |%n", what, images / seconds);
  }

  private void load(ImageStore store, int from, int to) {
    for (int start = from; start < to; start += BATCH) {
      List<NewImage> batch = new ArrayList<>();
      for (int i = start; i < Math.min(start + BATCH, to); i++) {
        batch.add(image(i));
      }
      if (!store.upsert(batch).stream().allMatch(Upserted.Stored.class::isInstance)) {
        throw new IllegalStateException("The store refused a vector.");
      }
    }
  }

  private NewImage image(int i) {
    return new NewImage(
        path(i),
        "%064x".formatted(i),
        ImageType.JPEG,
        1_000_000,
        4000,
        3000,
        new AverageColour(0x7F6543),
        Instant.EPOCH,
        null,
        Set.of(),
        Map.of(),
        stored[i]);
  }

  static String path(int i) {
    return "%s/%d.jpg".formatted(i % 100 == 0 ? FOLDER : "others", i);
  }

  private static int number(String path) {
    return Integer.parseInt(path.substring(path.lastIndexOf('/') + 1, path.length() - 4));
  }

  private static Search searching(ImageStore store) {
    return (query, filtered) ->
        store
            .search(
                new NearestQuery(
                    query,
                    K,
                    filtered ? new Filter.InFolder(FOLDER) : Filter.ALL,
                    Double.NEGATIVE_INFINITY))
            .stream()
            .map(hit -> number(hit.image().path()))
            .toList();
  }

  private String measured(String name, Search search) {
    return "| %s | %s | %s |%n"
        .formatted(
            name, measured(search, false, i -> true), measured(search, true, i -> i % 100 == 0));
  }

  private String measured(Search search, boolean filtered, IntPredicate counts) {
    Timing timing = Timing.of(QUERIES, i -> search.nearest(queries[i], filtered));
    double recall = 0;
    for (int i = 0; i < EXACT_QUERIES; i++) {
      Set<Integer> nearest = exact.nearest(queries[i], K, counts);
      long found = search.nearest(queries[i], filtered).stream().filter(nearest::contains).count();
      recall += (double) found / nearest.size() / EXACT_QUERIES;
    }
    return "%.3f | %.2f | %.2f".formatted(recall, timing.wallMedian(), timing.wall99());
  }
}
