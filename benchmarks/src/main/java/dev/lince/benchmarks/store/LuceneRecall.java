package dev.lince.benchmarks.store;

import dev.lince.image.AverageColour;
import dev.lince.image.ImageType;
import dev.lince.store.Filter;
import dev.lince.store.NearestQuery;
import dev.lince.store.NewImage;
import dev.lince.store.Upserted;
import dev.lince.store.lucene.LuceneStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * Recall and pace of the embedded store against comparing with every vector, in one thread, as
 * Markdown. Arguments: how many vectors, each number one library; default 10000 and 100000.
 */
final class LuceneRecall implements AutoCloseable {
  private static final int DIMENSION = 512;
  private static final int BATCH = 500;
  private static final int QUERIES = 500;
  private static final int EXACT_QUERIES = 100;
  private static final String ONE_IN_100 = "one-in-100";
  private static final String ONE_IN_10000 = "one-in-10000";

  private final Path directory = Files.createTempDirectory("lince-recall-");
  private final float[][] stored;
  private final float[][] queries;
  private final Exact exact;

  private LuceneRecall(int size) throws IOException {
    ClusteredVectors vectors = new ClusteredVectors(42, DIMENSION, Math.max(10, size / 100));
    stored = new float[size][];
    for (int i = 0; i < size; i++) {
      stored[i] = vectors.at(i);
    }
    queries = new float[QUERIES][];
    for (int i = 0; i < QUERIES; i++) {
      queries[i] = vectors.at(Integer.MAX_VALUE - i);
    }
    exact = new Exact(stored);
  }

  /** Runs it. */
  public static void main(String[] args) throws IOException {
    List<String> sizes = args.length == 0 ? List.of("10000", "100000") : List.of(args);
    for (String size : sizes) {
      try (LuceneRecall benchmark = new LuceneRecall(Integer.parseInt(size))) {
        benchmark.run();
      }
    }
  }

  private void run() throws IOException {
    System.out.printf(
        "## %,d vectors of %d dimensions, Lucene %s%n%n",
        stored.length, DIMENSION, org.apache.lucene.util.Version.LATEST);
    try (LuceneStore store = LuceneStore.open(directory)) {
      build(store);
      untilMergesEnd();
      measure(store, "as merged naturally");
    }
    mergeToOneSegment();
    try (LuceneStore store = LuceneStore.open(directory)) {
      measure(store, "one segment");
    }
  }

  private void build(LuceneStore store) {
    long wall = System.nanoTime();
    double cpu = processCpuSeconds();
    for (int from = 0; from < stored.length; from += BATCH) {
      List<NewImage> batch = new ArrayList<>();
      for (int i = from; i < Math.min(from + BATCH, stored.length); i++) {
        batch.add(image(i));
      }
      if (!store.upsert(batch).stream().allMatch(Upserted.Stored.class::isInstance)) {
        throw new IllegalStateException("The store refused a vector.");
      }
    }
    double seconds = (System.nanoTime() - wall) / 1e9;
    cpu = processCpuSeconds() - cpu;
    System.out.printf(
        "Built in batches of %d: %.0f images a second, %.0f per CPU second.%n%n",
        BATCH, stored.length / seconds, stored.length / cpu);
  }

  private static double processCpuSeconds() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }

  private NewImage image(int i) {
    return new NewImage(
        "folder-%d/%d.jpg".formatted(i / 1000, i),
        "%064x".formatted(i),
        ImageType.JPEG,
        1_000_000,
        4000,
        3000,
        new AverageColour(0x7F6543),
        Instant.EPOCH,
        null,
        tags(i),
        Map.of(),
        stored[i]);
  }

  private static Set<String> tags(int i) {
    if (i % 10_000 == 0) {
      return Set.of(ONE_IN_100, ONE_IN_10000);
    }
    return i % 100 == 0 ? Set.of(ONE_IN_100) : Set.of();
  }

  private void measure(LuceneStore store, String state) throws IOException {
    System.out.printf("### %s: %s%n%n", state, segments());
    System.out.println(
        "| search | recall | CPU p50 ms | CPU p99 | wall p50 | wall p99 | exact CPU p50 | ratio |");
    System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- |");
    measure(store, "k = 10", 10, Filter.ALL, i -> true);
    measure(store, "k = 100", 100, Filter.ALL, i -> true);
    measure(store, "k = 1000", 1000, Filter.ALL, i -> true);
    measure(store, "k = 10, 1 % match", 10, new Filter.HasTag(ONE_IN_100), i -> i % 100 == 0);
    measure(
        store, "k = 10, 0.01 % match", 10, new Filter.HasTag(ONE_IN_10000), i -> i % 10_000 == 0);
    Filter most = new Filter.Not(new Filter.HasTag(ONE_IN_100));
    measure(store, "k = 10, 99 % match", 10, most, i -> i % 100 != 0);
    System.out.println();
  }

  private void measure(LuceneStore store, String name, int k, Filter filter, IntPredicate counts) {
    Timing timing = Timing.of(QUERIES, i -> search(store, i, k, filter));
    Timing exactTiming = Timing.of(20, i -> exact.nearest(queries[i], k, counts));
    double recall = 0;
    for (int i = 0; i < EXACT_QUERIES; i++) {
      Set<Integer> nearest = exact.nearest(queries[i], k, counts);
      long found = search(store, i, k, filter).stream().filter(nearest::contains).count();
      recall += (double) found / nearest.size() / EXACT_QUERIES;
    }
    System.out.printf(
        "| %s | %.3f | %s | %.2f | 1/%.0f |%n",
        name,
        recall,
        timing.cells(),
        exactTiming.cpuMedian(),
        exactTiming.cpuMedian() / timing.cpuMedian());
  }

  /** Ids are given from 1 in the order of the vectors. */
  private List<Integer> search(LuceneStore store, int i, int k, Filter filter) {
    NearestQuery query = new NearestQuery(queries[i], k, filter, Double.NEGATIVE_INFINITY);
    return store.search(query).stream().map(hit -> hit.image().id() - 1).toList();
  }

  private String segments() throws IOException {
    try (Directory open = FSDirectory.open(directory);
        DirectoryReader reader = DirectoryReader.open(open)) {
      return "%s documents in segments, %.0f MB"
          .formatted(
              reader.leaves().stream().map(leaf -> leaf.reader().maxDoc()).toList(), size() / 1e6);
    }
  }

  private long size() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /** Merges run on after the last write; they are over when the process rests for 4 s. */
  static void untilMergesEnd() {
    double before = Double.NEGATIVE_INFINITY;
    for (double now = processCpuSeconds(); now - before > 0.2; now = processCpuSeconds()) {
      before = now;
      try {
        Thread.sleep(4_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void mergeToOneSegment() throws IOException {
    try (Directory open = FSDirectory.open(directory);
        IndexWriter writer = new IndexWriter(open, new IndexWriterConfig())) {
      writer.forceMerge(1);
    }
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
