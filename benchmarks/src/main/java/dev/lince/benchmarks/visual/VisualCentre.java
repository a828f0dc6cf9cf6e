package dev.lince.benchmarks.visual;

import dev.lince.embed.visual.VisualEmbedder;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the centre of the visual embedder: the mean of the descriptors of {@value #PICTURES} drawn
 * pictures, so that no photograph, and none that anything is measured on, has a part in it.
 */
public final class VisualCentre {
  private static final int PICTURES = 400;

  private VisualCentre() {}

  /**
   * Takes some ten seconds.
   *
   * @param args the file to write, {@code
   *     core/src/main/resources/dev/lince/embed/visual/centre.f32}
   */
  public static void main(String[] args) throws IOException {
    double[] sums = new double[512];
    for (int seed = 0; seed < PICTURES; seed++) {
      float[] blocks = VisualEmbedder.uncentred(DrawnImage.of(seed));
      for (int i = 0; i < sums.length; i++) {
        sums[i] += blocks[i];
      }
    }
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(Path.of(args[0])))) {
      for (double sum : sums) {
        out.writeFloat((float) (sum / PICTURES));
      }
    }
  }
}
