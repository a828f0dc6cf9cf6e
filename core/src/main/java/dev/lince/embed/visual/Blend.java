package dev.lince.embed.visual;

import dev.lince.image.Raster;
import java.util.List;

/**
 * All descriptors of a picture as one vector, each with its weight.
 *
 * <p>Every descriptor's block is brought to length 1, the block's mean over many pictures is taken
 * away, and what is left is brought to length 1 again: counts and magnitudes are never negative, so
 * that without this all pictures would look alike and the blocks with the largest common part would
 * speak loudest. A block in which a canvas has nothing to show stays 0.
 *
 * <p>The weights were chosen by {@code VisualCopies} and {@code VisualLikeness} in the benchmarks:
 * likeness rises with the weight of the polar gradients and of the outline, copies with that of the
 * colours. Half or twice of any one weight keeps likeness between 0.31 and 0.41 and copies between
 * 0.93 and 0.97; without centring, likeness falls from 0.38 to 0.28.
 */
final class Blend {
  private static final List<Block> BLOCKS =
      List.of(
          new Block(new GradientLayout(), 1f),
          new Block(new PolarGradients(), 1f),
          new Block(new ColorHistogram(), .7f),
          new Block(new RadialShape(), .5f),
          new Block(new ColorLayout(), .3f),
          new Block(new LocalPatterns(), .3f));

  static final int DIMENSION =
      BLOCKS.stream().mapToInt(block -> block.descriptor().dimension()).sum();

  private Blend() {}

  /** The blocks one after another, each of length 1 or 0; {@link #DIMENSION} floats. */
  static float[] blocks(Raster raster) {
    Canvas canvas = Canvas.of(raster);
    Gradients gradients = Gradients.of(canvas);
    float[] joined = new float[DIMENSION];
    int at = 0;
    for (Block block : BLOCKS) {
      float[] values = block.descriptor().describe(canvas, gradients);
      scale(values, 0, values.length, 1);
      System.arraycopy(values, 0, joined, at, values.length);
      at += values.length;
    }
    return joined;
  }

  /**
   * Turns {@link #blocks} into the vector of the picture, in place: centred, weighted, length 1.
   *
   * @param centre mean of {@code blocks} over many pictures
   */
  static void weigh(float[] blocks, float[] centre) {
    int from = 0;
    for (Block block : BLOCKS) {
      int to = from + block.descriptor().dimension();
      if (length(blocks, from, to) > 0) {
        for (int i = from; i < to; i++) {
          blocks[i] -= centre[i];
        }
        scale(blocks, from, to, block.weight());
      }
      from = to;
    }
    scale(blocks, 0, blocks.length, 1);
  }

  private static void scale(float[] values, int from, int to, float target) {
    double length = length(values, from, to);
    if (length > 0) {
      for (int i = from; i < to; i++) {
        values[i] = (float) (values[i] * target / length);
      }
    }
  }

  private static double length(float[] values, int from, int to) {
    double squares = 0;
    for (int i = from; i < to; i++) {
      squares += (double) values[i] * values[i];
    }
    return Math.sqrt(squares);
  }

  /**
   * @param weight length of the block in the vector before that is brought to length 1
   */
  private record Block(Descriptor descriptor, float weight) {}
}
