package dev.lince.benchmarks.start;

import com.sun.management.OperatingSystemMXBean;
import dev.lince.embed.ComputePool;
import dev.lince.embed.visual.VisualEmbedder;
import dev.lince.image.DecodeMode;
import dev.lince.image.ImageDecoder;
import dev.lince.image.ImageLimits;
import dev.lince.library.IngestProgress;
import dev.lince.library.Library;
import dev.lince.library.LibrarySettings;
import dev.lince.store.ImageStore;
import dev.lince.store.lucene.LuceneStore;
import dev.lince.store.pgvector.IndexPrecision;
import dev.lince.store.pgvector.PgVectorSettings;
import dev.lince.store.pgvector.PgVectorStore;
import dev.lince.store.pgvector.url.DatabaseUrl;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How long a library whose files did not change takes from the opening of its store until it is in
 * step with its folder, with the CPU time of the whole process and its most heap.
 */
public final class UnchangedStart {
  private static final int RUNS = 3;
  private static final double MOST_SECONDS = 60;

  private final LargeLibrary library;
  private final VisualEmbedder embedder = new VisualEmbedder();
  private final Opening opening;

  private interface Opening {
    ImageStore open();
  }

  private record Run(double wallSeconds, double cpuSeconds, long heapMegabytes) {}

  private UnchangedStart(LargeLibrary library, Opening opening) {
    this.library = library;
    this.opening = opening;
  }

  /**
   * Makes the library where it is not there, and prints a Markdown table; ends with 1 where a start
   * took longer than {@value #MOST_SECONDS} s.
   *
   * @param args a folder for files and index, how many files, and, to measure PostgreSQL, the URL
   *     of an empty database
   */
  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[0]).toAbsolutePath();
    int files = Integer.parseInt(args[1]);
    LargeLibrary library = new LargeLibrary(home.resolve("images"), files);
    library.writeFiles();
    UnchangedStart start =
        new UnchangedStart(
            library,
            args.length > 2
                ? () -> PgVectorStore.open(settings(args[2]))
                : () -> LuceneStore.open(home.resolve("data").resolve("index")));
    System.out.printf("%,d files%n| start | wall s | CPU s | heap MB |%n", files);
    System.out.println("| --- | --- | --- | --- |");
    start.fill();
    double longest = 0;
    for (int i = 1; i <= RUNS; i++) {
      Run run = start.run();
      System.out.printf(
          "| %d | %.1f | %.1f | %d |%n",
          i, run.wallSeconds(), run.cpuSeconds(), run.heapMegabytes());
      longest = Math.max(longest, run.wallSeconds());
    }
    if (longest > MOST_SECONDS) {
      System.err.printf("It must take at most %.0f s.%n", MOST_SECONDS);
      System.exit(1);
    }
  }

  private static PgVectorSettings settings(String url) {
    return new PgVectorSettings(
        DatabaseUrl.parse(url, Map.of()), IndexPrecision.FULL, Duration.ofSeconds(2));
  }

  private void fill() throws Exception {
    try (ImageStore store = opening.open()) {
      library.fill(store, embedder);
    }
  }

  private Run run() throws InterruptedException {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    List<MemoryPoolMXBean> pools =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    pools.forEach(MemoryPoolMXBean::resetPeakUsage);
    long cpu = system.getProcessCpuTime();
    long begin = System.nanoTime();
    LibrarySettings settings =
        new LibrarySettings(
            List.of(library.images()),
            LibrarySettings.DEFAULT_EXCLUDE,
            ImageLimits.DEFAULT.maxBytes());
    try (ImageStore store = opening.open();
        ComputePool pool = new ComputePool(2, 1);
        Library opened =
            new Library(
                settings, new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.FAST), store, pool)) {
      opened.startIngest(embedder);
      opened.awaitIngest();
      IngestProgress progress = opened.progress();
      if (progress.phase() != IngestProgress.Phase.DONE || progress.toDo() != 0) {
        throw new IllegalStateException("The library was not unchanged: " + progress);
      }
    }
    return new Run(
        (System.nanoTime() - begin) / 1e9,
        (system.getProcessCpuTime() - cpu) / 1e9,
        pools.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20);
  }
}
