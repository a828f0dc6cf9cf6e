package dev.lince.benchmarks.store;

import dev.lince.embed.ComputePool;
import dev.lince.embed.clip.ClipEmbedder;
import dev.lince.embed.clip.ModelFolder;
import dev.lince.image.AverageColour;
import dev.lince.image.DecodeMode;
import dev.lince.image.ImageDecoder;
import dev.lince.image.ImageLimits;
import dev.lince.image.ImageType;
import dev.lince.search.QueryPart;
import dev.lince.search.QueryPart.Source;
import dev.lince.search.SampleKeeper;
import dev.lince.search.SearchAnswer;
import dev.lince.search.SearchOrder;
import dev.lince.search.SearchRequest;
import dev.lince.search.Searcher;
import dev.lince.search.Stages;
import dev.lince.search.Stages.Stage;
import dev.lince.store.Filter;
import dev.lince.store.ImageStore;
import dev.lince.store.NearestQuery;
import dev.lince.store.NewImage;
import dev.lince.store.lucene.LuceneStore;
import dev.lince.store.pgvector.IndexPrecision;
import dev.lince.store.pgvector.PgVectorSettings;
import dev.lince.store.pgvector.PgVectorStore;
import dev.lince.store.pgvector.url.DatabaseUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What sums, filters, pages and scores cost over a bare search of the store, on both stores, as
 * Markdown. Arguments: a folder with a model of 512 dimensions (the tiny one of core's tests does:
 * nothing is embedded), the URL of an empty database, whose tables are dropped in the end, and
 * perhaps how many pictures; default 100000.
 */
final class ComposedSearches {
  private static final int DIMENSION = 512;
  private static final int BATCH = 500;
  private static final int RUNS = 1_000;
  private static final int DEEP_RUNS = 50;
  private static final int K = 10;

  private final ClipEmbedder embedder;
  private final String url;
  private final int size;
  private final ClusteredVectors vectors;

  private ComposedSearches(ClipEmbedder embedder, String url, int size) {
    this.embedder = embedder;
    this.url = url;
    this.size = size;
    vectors = new ClusteredVectors(42, DIMENSION, Math.max(10, size / 100));
  }

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    int size = args.length > 2 ? Integer.parseInt(args[2]) : 100_000;
    try (ClipEmbedder embedder = ClipEmbedder.open(ModelFolder.of(Path.of(args[0])), 1)) {
      new ComposedSearches(embedder, args[1], size).run();
    }
  }

  private void run() throws Exception {
    System.out.printf("%,d pictures, k = %d, one that asks%n%n", size, K);
    System.out.println("| store | asked | p50 ms | p99 ms | of it score, p50 |");
    System.out.println("| --- | --- | --: | --: | --: |");
    try (ImageStore lucene = LuceneStore.open(Files.createTempDirectory("lince-composed-"))) {
      load(lucene, 0, size);
      LuceneRecall.untilMergesEnd();
      measure("Lucene", lucene);
    }
    SmallBackend database = new SmallBackend(url);
    database.dropEverything();
    try (ImageStore store =
        PgVectorStore.open(
            new PgVectorSettings(
                DatabaseUrl.parse(url), IndexPrecision.FULL, Duration.ofSeconds(5)))) {
      load(store, 0, 1);
      database.execute("DROP INDEX idx_embedding_hnsw");
      load(store, 1, size);
      database.makeIndex();
      database.execute("VACUUM ANALYZE");
      measure("pgvector", store);
    }
    database.dropEverything();
  }

  private void load(ImageStore store, int from, int to) {
    for (int start = from; start < to; start += BATCH) {
      List<NewImage> batch = new ArrayList<>();
      for (int i = start; i < Math.min(start + BATCH, to); i++) {
        batch.add(image(i));
      }
      store.upsert(batch);
    }
  }

  private NewImage image(int i) {
    return new NewImage(
        "%s/%d.jpg".formatted(i % 100 == 0 ? "one-in-100" : "others", i),
        "%064x".formatted(i),
        ImageType.JPEG,
        1_000_000,
        i % 3 == 0 ? 1_600 : 800,
        1_200,
        new AverageColour(0x7F6543),
        Instant.EPOCH,
        Instant.EPOCH.plusSeconds(i),
        i % 10_000 == 0 ? Set.of("rare") : Set.of(),
        Map.of(),
        vectors.at(i));
  }

  private void measure(String name, ImageStore store) {
    try (ComputePool pool = new ComputePool(1, 10);
        SampleKeeper samples = new SampleKeeper(store)) {
      Searcher searcher =
          new Searcher(
              new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.FAST),
              embedder,
              store,
              pool,
              samples,
              () -> Filter.ALL);
      Filter half =
          new Filter.Or(
              List.of(new Filter.Width(1_600, 1_600), new Filter.Not(new Filter.Width(0, 900))));
      bare(name, store);
      row(name, searcher, "like one picture", RUNS, i -> request(one(i), Filter.ALL, null));
      row(name, searcher, "a sum of three", RUNS, i -> request(three(i), Filter.ALL, null));
      row(name, searcher, "the sum, a third match", RUNS, i -> request(three(i), half, null));
      row(
          name,
          searcher,
          "the sum, 1 % match",
          RUNS,
          i -> request(three(i), new Filter.InFolder("one-in-100"), null));
      row(
          name,
          searcher,
          "the sum, 0.01 % match",
          RUNS,
          i -> request(three(i), new Filter.HasTag("rare"), null));
      row(
          name,
          searcher,
          "the 1,000 most similar by date",
          DEEP_RUNS,
          i -> request(three(i), Filter.ALL, new SearchOrder.ByDate(null)));
      SearchOrder deep = deep(searcher);
      row(
          name,
          searcher,
          "the page behind 5,000",
          DEEP_RUNS,
          i -> request(one(1), Filter.ALL, deep));
    }
  }

  private void bare(String name, ImageStore store) {
    List<float[]> queries = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      queries.add(store.findWithVector(id(i)).orElseThrow().vector());
    }
    Timing timing =
        Timing.of(
            RUNS,
            i ->
                store.search(
                    new NearestQuery(queries.get(i), K, Filter.ALL, Double.NEGATIVE_INFINITY)));
    System.out.printf(
        "| %s | the store alone | %.2f | %.2f | |%n", name, timing.wallMedian(), timing.wall99());
  }

  private static void row(
      String name, Searcher searcher, String asked, int runs, IntFunction<SearchRequest> request) {
    List<Double> score = new ArrayList<>();
    Stages stages =
        (stage, begun, ended) -> {
          if (stage == Stage.SCORE) {
            score.add((ended - begun) / 1e6);
          }
        };
    Timing timing = Timing.of(runs, i -> searcher.search(request.apply(i), stages));
    score.sort(Double::compare);
    System.out.printf(
        "| %s | %s | %.2f | %.2f | %.2f |%n",
        name, asked, timing.wallMedian(), timing.wall99(), score.get(score.size() / 2));
  }

  private SearchOrder deep(Searcher searcher) {
    SearchOrder order = new SearchOrder.BySimilarity(null);
    for (int page = 0; page < 5; page++) {
      SearchAnswer answer =
          searcher.search(
              new SearchRequest(
                  one(1),
                  Filter.ALL,
                  NearestQuery.MAX_K,
                  Double.NEGATIVE_INFINITY,
                  order,
                  OptionalInt.empty()),
              Stages.UNHEARD);
      if (answer.next() == null) {
        throw new IllegalStateException("The library is too small for 5,000 results.");
      }
      order = answer.next();
    }
    return order;
  }

  private static SearchRequest request(
      List<QueryPart> parts, Filter filter, @Nullable SearchOrder order) {
    return new SearchRequest(
        parts,
        filter,
        K,
        Double.NEGATIVE_INFINITY,
        order == null ? new SearchOrder.BySimilarity(null) : order,
        OptionalInt.empty());
  }

  private List<QueryPart> one(int i) {
    return List.of(new QueryPart(new Source.Stored(id(i)), 1));
  }

  private List<QueryPart> three(int i) {
    return List.of(
        new QueryPart(new Source.Stored(id(i)), 1),
        new QueryPart(new Source.Stored(id(i + 5_000)), .5),
        new QueryPart(new Source.Stored(id(i + 9_000)), -.3));
  }

  /** Ids are given in the order of loading. */
  private int id(int i) {
    return 1 + i * 7 % size;
  }
}
