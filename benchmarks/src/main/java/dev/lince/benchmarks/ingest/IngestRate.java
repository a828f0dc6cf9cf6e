package dev.lince.benchmarks.ingest;

import com.sun.management.OperatingSystemMXBean;
import dev.lince.benchmarks.image.DrawnJpeg;
import dev.lince.embed.ComputePool;
import dev.lince.embed.Embedder;
import dev.lince.embed.clip.ClipEmbedder;
import dev.lince.embed.clip.ModelFolder;
import dev.lince.embed.visual.VisualEmbedder;
import dev.lince.image.DecodeMode;
import dev.lince.image.ImageDecoder;
import dev.lince.image.ImageLimits;
import dev.lince.image.Raster;
import dev.lince.library.ImageFolder;
import dev.lince.library.Library;
import dev.lince.library.LibrarySettings;
import dev.lince.store.lucene.LuceneStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Pictures a second of an ingest of JPEGs of 1024 × 768, against what the cores could do if they
 * decoded, preprocessed and embedded all the time: cores ÷ the CPU time of these, measured in the
 * same process before and after.
 *
 * <p>{@code java … dev.lince.benchmarks.ingest.IngestRate <model folder|visual> [pictures]}. Where
 * the machine does other work too, read the share by CPU time.
 */
public final class IngestRate {
  private static final int USUAL_PICTURES = 600;
  private static final int PARTS = 40;
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final int cores = Runtime.getRuntime().availableProcessors();
  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.FAST);
  private final Embedder embedder;

  private IngestRate(Embedder embedder) {
    this.embedder = embedder;
  }

  /** Prints a table; see the class. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int pictures = args.length > 1 ? Integer.parseInt(args[1]) : USUAL_PICTURES;
    Path scratch = Files.createTempDirectory("lince-benchmark-");
    int threads = Runtime.getRuntime().availableProcessors();
    try (Embedder embedder =
        args[0].equals("visual")
            ? new VisualEmbedder()
            : ClipEmbedder.open(ModelFolder.of(Path.of(args[0])), threads)) {
      Path images = Files.createDirectories(scratch.resolve("images"));
      DrawnJpeg.fill(images, pictures, 1024, 768);
      new IngestRate(embedder).run(images, scratch.resolve("index"), pictures);
    } finally {
      delete(scratch);
    }
  }

  private record Cost(double cpu, double wall) {
    /** Seconds of processor and clock since then. */
    static Cost since(Cost begun) {
      Cost now = now();
      return new Cost(now.cpu - begun.cpu, now.wall - begun.wall);
    }

    static Cost now() {
      return new Cost(SYSTEM.getProcessCpuTime() / 1e9, System.nanoTime() / 1e9);
    }
  }

  private void run(Path images, Path index, int pictures) throws IOException, InterruptedException {
    byte[] jpeg = Files.readAllBytes(images.resolve("00007.jpg"));
    parts(jpeg);
    Cost before = parts(jpeg);
    Cost ingest = ingest(images, index);
    Cost after = parts(jpeg);
    double parts = (before.cpu() + after.cpu()) / 2 / PARTS;
    double possible = cores / parts;
    System.out.printf(
        "%,d JPEGs of 1024 × 768 of about %,d bytes, %d cores.%n%n", pictures, jpeg.length, cores);
    System.out.println("| | pictures a second | CPU ms a picture |\n| --- | --: | --: |");
    System.out.printf(
        "| cores ÷ (decode + preprocess + inference) | %.1f | %.0f |%n", possible, 1000 * parts);
    System.out.printf(
        "| ingest into Lucene | %.1f | %.0f |%n",
        pictures / ingest.wall(), 1000 * ingest.cpu() / pictures);
    System.out.printf(
        "| share | %.0f %% | %.0f %% |%n",
        100 * pictures / ingest.wall() / possible, 100 * parts * pictures / ingest.cpu());
    System.out.printf("%nCores busy during the ingest: %.2f.%n", ingest.cpu() / ingest.wall());
  }

  private Cost parts(byte[] jpeg) {
    Cost begun = Cost.now();
    for (int i = 0; i < PARTS; i++) {
      Raster raster = decoder.decode(jpeg);
      embedder.embedImage(raster);
    }
    return Cost.since(begun);
  }

  private Cost ingest(Path images, Path index) throws InterruptedException {
    LibrarySettings settings =
        new LibrarySettings(
            List.of(new ImageFolder("", images)),
            LibrarySettings.DEFAULT_EXCLUDE,
            ImageLimits.DEFAULT.maxBytes());
    try (LuceneStore store = LuceneStore.open(index);
        ComputePool pool = new ComputePool(cores, 1);
        Library library = new Library(settings, decoder, store, pool)) {
      Cost begun = Cost.now();
      library.startIngest(embedder);
      library.awaitIngest();
      return Cost.since(begun);
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
