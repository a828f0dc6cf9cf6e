package dev.lince.benchmarks.clip;

import dev.lince.embed.clip.ClipEmbedder;
import java.nio.file.Path;

/**
 * Whether waiting searches would be answered sooner together: ONNX Runtime on 1, 2 and 4 pictures
 * at once, with all cores.
 *
 * <p>{@code java … dev.lince.benchmarks.clip.BatchGain <model folder> [rounds]}
 */
public final class BatchGain {
  private static final int WARM_UP = 3;
  private static final int[] BATCHES = {1, 2, 4};

  private BatchGain() {}

  /** Prints a table; see the class. */
  public static void main(String[] args) throws Exception {
    // ONNX Runtime's environment first, and forbidden to report home, which must precede all else.
    ClipEmbedder.whyNotHere().ifPresent(System.err::println);
    Path model = Path.of(args[0]).resolve("onnx/vision_model.onnx");
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 20;
    int cores = Runtime.getRuntime().availableProcessors();
    Times[] times = {new Times(), new Times(), new Times()};
    // One session at a time: three together would take three times the memory.
    for (int batch = 0; batch < BATCHES.length; batch++) {
      try (BareSession session = BareSession.of(model, cores, false, BATCHES[batch], 3, 224, 224)) {
        for (int i = 0; i < WARM_UP; i++) {
          session.run();
        }
        for (int i = 0; i < rounds; i++) {
          times[batch].measure(session::run);
        }
      }
    }
    System.out.println(
        "| pictures at once | wall ms a picture | CPU ms a picture | the first one waits, ms |\n| --: | --: | --: | --: |");
    for (int i = 0; i < BATCHES.length; i++) {
      System.out.printf(
          "| %d | %.0f | %.0f | %.0f |%n",
          BATCHES[i], times[i].wall() / BATCHES[i], times[i].cpu() / BATCHES[i], times[i].wall());
    }
  }
}
