package dev.lince.benchmarks.memory;

import dev.lince.benchmarks.image.DrawnJpeg;
import dev.lince.benchmarks.store.ClusteredVectors;
import dev.lince.embed.clip.ClipEmbedder;
import dev.lince.embed.clip.ModelFolder;
import dev.lince.image.AverageColour;
import dev.lince.image.DecodeMode;
import dev.lince.image.ImageDecoder;
import dev.lince.image.ImageLimits;
import dev.lince.image.ImageType;
import dev.lince.store.Filter;
import dev.lince.store.NearestQuery;
import dev.lince.store.NewImage;
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
import java.util.stream.Stream;

/**
 * Java's heap after a full collection, and resident memory (Linux), as one part after the other is
 * opened and used: index, model, words, a large picture.
 *
 * <p>{@code java -Xmx2g … dev.lince.benchmarks.memory.MemoryByPart <model folder> [images]}
 */
public final class MemoryByPart {
  private static final int USUAL_IMAGES = 100_000;
  private static final int DIMENSION = 512;
  private static final int BATCH = 500;

  private MemoryByPart() {}

  private record Memory(double heap, double resident, double peak) {
    static Memory now() throws IOException {
      for (int i = 0; i < 3; i++) {
        System.gc();
      }
      return new Memory(
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1048576.0,
          ofProcess("VmRSS:"),
          ofProcess("VmHWM:"));
    }

    private static double ofProcess(String name) throws IOException {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith(name))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElseThrow();
    }
  }

  /** Prints a table; see the class. */
  public static void main(String[] args) throws IOException {
    int images = args.length > 1 ? Integer.parseInt(args[1]) : USUAL_IMAGES;
    Path folder = Files.createTempDirectory("lince-benchmark-");
    ClusteredVectors vectors = new ClusteredVectors(42, DIMENSION, images / 100);
    try {
      try (LuceneStore store = LuceneStore.open(folder)) {
        fill(store, vectors, images);
      }
      System.out.println(
          "| | heap after a collection, MB | resident, MB | resident at most so far, MB |\n| --- | --: | --: | --: |");
      print("nothing opened yet");
      try (LuceneStore store = LuceneStore.open(folder)) {
        search(store, vectors);
        print(
            "index of %,d images (%.0f MB, mapped), 500 searches".formatted(images, size(folder)));
        openModel(Path.of(args[0]));
      }
    } finally {
      delete(folder);
    }
  }

  private static void openModel(Path folder) throws IOException {
    int cores = Runtime.getRuntime().availableProcessors();
    ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.FAST);
    try (ClipEmbedder model = ClipEmbedder.open(ModelFolder.of(folder), cores)) {
      model.embedImage(decoder.decode(DrawnJpeg.of(1, 1024, 768, false)));
      print("and the model for pictures");
      model.embedText("a cat");
      print("and for words");
      byte[] large = DrawnJpeg.of(1, 8000, 6000, false);
      print("and the bytes of a JPEG of 48 megapixels");
      model.embedImage(decoder.decode(large));
      print("and it was searched for, decoded `fast`");
      model.embedImage(new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT).decode(large));
      print("and decoded `exact`");
    }
  }

  private static void print(String what) throws IOException {
    Memory now = Memory.now();
    System.out.printf(
        "| %s | %.0f | %.0f | %.0f |%n", what, now.heap(), now.resident(), now.peak());
  }

  private static void fill(LuceneStore store, ClusteredVectors vectors, int images) {
    for (int from = 0; from < images; from += BATCH) {
      List<NewImage> batch = new ArrayList<>();
      for (int i = from; i < Math.min(from + BATCH, images); i++) {
        batch.add(image(i, vectors.at(i)));
      }
      store.upsert(batch);
    }
  }

  private static NewImage image(int i, float[] vector) {
    return new NewImage(
        "folder-%d/%d.jpg".formatted(i / 1000, i),
        "%064x".formatted(i),
        ImageType.JPEG,
        100_000,
        1024,
        768,
        new AverageColour(0x7F6543),
        Instant.EPOCH,
        null,
        Set.of(),
        Map.of(),
        vector);
  }

  private static void search(LuceneStore store, ClusteredVectors vectors) {
    for (int i = 0; i < 500; i++) {
      store.search(
          new NearestQuery(
              vectors.at(Integer.MAX_VALUE - i), 10, Filter.ALL, Double.NEGATIVE_INFINITY));
    }
  }

  private static double size(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum() / 1e6;
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.delete(file);
    }
  }
}
