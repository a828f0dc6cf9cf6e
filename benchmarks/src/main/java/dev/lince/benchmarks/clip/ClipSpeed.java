package dev.lince.benchmarks.clip;

import dev.lince.embed.clip.ClipEmbedder;
import dev.lince.embed.clip.ModelFolder;
import dev.lince.image.Raster;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures a model folder of full size and prints Markdown: loading, preprocessing, embedding
 * against bare ONNX Runtime in alternating runs, several callers at once, and the share of the
 * machine's matrix multiplication that a picture reaches.
 *
 * <p>{@code java … dev.lince.benchmarks.clip.ClipSpeed <model folder> <tiny model folder>
 * [rounds]}: the tiny model, for example that of core's tests, is what the preprocessing is
 * measured by, since its own few milliseconds do not hide it.
 */
public final class ClipSpeed {
  private static final String IMAGE_TOWER = "onnx/vision_model.onnx";
  private static final int WARM_UP = 20;
  private static final long[] PIXELS = {1, 3, 224, 224};

  /** Multiplications and additions of ViT-B/32 for one picture: patches, 12 blocks, projection. */
  private static final double GIGAFLOPS_PER_PICTURE =
      2e-9
          * (49.0 * 3072 * 768
              + 12 * (50.0 * 768 * (4 * 768 + 2 * 3072) + 2 * 50.0 * 50 * 768)
              + 768.0 * 512);

  private final ModelFolder folder;
  private final ModelFolder tiny;
  private final int rounds;
  private final int cores = Runtime.getRuntime().availableProcessors();
  private final PrintStream out = System.out;

  private ClipSpeed(Path folder, Path tiny, int rounds) {
    this.folder = ModelFolder.of(folder);
    this.tiny = ModelFolder.of(tiny);
    this.rounds = rounds;
  }

  /** Runs everything; see the class. */
  public static void main(String[] args) throws Exception {
    if (args.length < 2) {
      System.err.println(
          "Give the folders of a model of full size and of a tiny one, and perhaps how many rounds.");
      System.exit(2);
    }
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 15;
    new ClipSpeed(Path.of(args[0]), Path.of(args[1]), rounds).run();
  }

  private void run() throws Exception {
    // The embedder first: it forbids ONNX Runtime to report home, which must precede all else.
    ClipEmbedder.open(tiny, 1).close();
    out.printf(
        "Java %s, %d cores, %d rounds: median wall time, mean CPU time.%n%n",
        Runtime.version(), cores, rounds);
    load();
    for (int threads = 1; threads <= cores; threads *= 2) {
      embed(threads);
    }
    callersAtOnce();
    preprocess();
  }

  private void load() throws Exception {
    Times whole = new Times();
    Times bare = new Times();
    Times words = new Times();
    for (int i = 0; i < 3; i++) {
      bare.measure(() -> BareSession.of(imageTower(), cores, false, PIXELS).close());
      whole.measure(() -> ClipEmbedder.open(folder, cores).close());
      try (ClipEmbedder embedder = ClipEmbedder.open(folder, cores)) {
        words.measure(() -> embedder.embedText("a cat"));
      }
    }
    header("Loading, 3 times", "wall ms", "CPU ms");
    row("image tower, bare ONNX Runtime", whole(bare.wall()), whole(bare.cpu()));
    row("`ClipEmbedder.open`: tower, SHA-256, probe", whole(whole.wall()), whole(whole.cpu()));
    row("first text: tokenizer, text tower", whole(words.wall()), whole(words.cpu()));
  }

  private void embed(int threads) throws Exception {
    Times ours = new Times();
    Times bare = new Times();
    Times small = new Times();
    Times large = new Times();
    Raster picture = picture(640, 480);
    try (ClipEmbedder embedder = ClipEmbedder.open(folder, threads);
        BareSession session = BareSession.of(imageTower(), threads, false, PIXELS);
        BareSession gemm = BareSession.ofMatMul(threads, 50, 768, 3072);
        BareSession bigGemm = BareSession.ofMatMul(threads, 1024, 1024, 1024)) {
      for (int i = 0; i < rounds + WARM_UP; i++) {
        boolean isWarm = i >= WARM_UP;
        Times bareNow = isWarm ? bare : new Times();
        Times oursNow = isWarm ? ours : new Times();
        // Each one first in every second round: whoever comes second finds the caches as it needs.
        if (i % 2 == 0) {
          bareNow.measure(session::run);
          oursNow.measure(() -> embedder.embedImage(picture));
        } else {
          oursNow.measure(() -> embedder.embedImage(picture));
          bareNow.measure(session::run);
        }
        (isWarm ? small : new Times()).measure(() -> repeat(40, gemm));
        (isWarm ? large : new Times()).measure(() -> repeat(4, bigGemm));
      }
    }
    out.println();
    header("Embedding with %d thread(s)".formatted(threads), "wall ms", "CPU ms", "GFLOP/s of CPU");
    double gemmGigaflops = 40 * 2e-9 * 50 * 768 * 3072;
    double bigGigaflops = 4 * 2e-9 * Math.pow(1024, 3);
    rate("a picture of 640 × 480 from its raster", ours, GIGAFLOPS_PER_PICTURE);
    rate("bare ONNX Runtime, input ready", bare, GIGAFLOPS_PER_PICTURE);
    rate("ONNX Runtime's GEMM 50 × 768 × 3072, 40 times", small, gemmGigaflops);
    rate("ONNX Runtime's GEMM 1024³, 4 times", large, bigGigaflops);
    out.printf(
        "%nOf bare ONNX Runtime: %.1f %% by CPU, %.1f %% by wall. Of its GEMM of 1024³: %.0f %%.%n%n",
        100 * bare.cpu() / ours.cpu(),
        100 * bare.wall() / ours.wall(),
        100 * (GIGAFLOPS_PER_PICTURE / ours.cpu()) / (bigGigaflops / large.cpu()));
  }

  private void callersAtOnce() throws Exception {
    header("Callers at once, 8 pictures each round", "wall ms a picture", "CPU ms a picture");
    for (int threads = 1; threads <= cores; threads *= 2) {
      for (int callers = 1; callers <= 2 * cores; callers *= 2) {
        callersAtOnce(threads, callers);
      }
    }
    out.println();
  }

  private void callersAtOnce(int threads, int callers) throws Exception {
    Times times = new Times();
    Raster picture = picture(640, 480);
    try (ClipEmbedder embedder = ClipEmbedder.open(folder, threads);
        ExecutorService pool = Executors.newFixedThreadPool(callers)) {
      for (int i = 0; i < 4; i++) {
        times.measure(
            () -> {
              List<Future<float[]>> vectors = new ArrayList<>();
              for (int j = 0; j < 8; j++) {
                vectors.add(pool.submit(() -> embedder.embedImage(picture)));
              }
              for (Future<float[]> vector : vectors) {
                vector.get();
              }
            });
      }
    }
    row(
        "session of %d thread(s), %d caller(s)".formatted(threads, callers),
        whole(times.wall() / 8),
        whole(times.cpu() / 8));
  }

  /** The difference to a raster that needs no resize is what the resize takes. */
  private void preprocess() throws Exception {
    out.println();
    header("Preprocessing, from decoded raster to the tower's input", "CPU ms");
    Raster none = picture(224, 224);
    for (int[] size : new int[][] {{640, 480}, {1600, 1200}, {2000, 1500}, {4000, 3000}}) {
      Raster picture = picture(size[0], size[1]);
      Times with = new Times();
      Times without = new Times();
      try (ClipEmbedder embedder = ClipEmbedder.open(tiny, 1)) {
        for (int i = 0; i < rounds + WARM_UP; i++) {
          boolean isWarm = i >= WARM_UP;
          (isWarm ? with : new Times()).measure(() -> embedder.embedImage(picture));
          (isWarm ? without : new Times()).measure(() -> embedder.embedImage(none));
        }
      }
      row("%d × %d".formatted(size[0], size[1]), "%.1f".formatted(with.cpu() - without.cpu()));
    }
    out.println(
        """

        The machine's own sgemm, to set beside these (Debian's python3-numpy with libopenblas0-pthread):
        `OPENBLAS_NUM_THREADS=1 python3 -c "import numpy as n,time; a=n.ones((1024,1024),'f'); \
        [(t:=time.process_time(),[a@a for _ in range(20)],print(round(20*2.147/(time.process_time()-t)),'GFLOP/s')) for _ in range(5)]"`
        """);
  }

  private static void repeat(int times, BareSession session) throws Exception {
    for (int i = 0; i < times; i++) {
      session.run();
    }
  }

  private Path imageTower() {
    return folder.root().resolve(IMAGE_TOWER);
  }

  private void header(String... cells) {
    out.println("| " + String.join(" | ", cells) + " |");
    out.println("| --- |" + " --: |".repeat(cells.length - 1));
  }

  private void row(String... cells) {
    out.println("| " + String.join(" | ", cells) + " |");
  }

  private void rate(String what, Times times, double gigaflops) {
    row(
        what,
        "%.1f".formatted(times.wall()),
        "%.1f".formatted(times.cpu()),
        "%.1f".formatted(gigaflops / times.cpu() * 1000));
  }

  private static String whole(double milliseconds) {
    return "%.0f".formatted(milliseconds);
  }

  private static Raster picture(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i * 31 ^ i >> 7);
    }
    return new Raster(width, height, rgb);
  }
}
