package dev.lince.embed.visual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BlendTest {
  /** Dimension and weight of each block, in order. */
  private static final double[][] BLOCKS = {
    {144, 1}, {175, 1}, {68, .7}, {47, .5}, {38, .3}, {40, .3}
  };

  private final float[] blocks = Blend.blocks(Scenes.of(new Random(5), 200, 160));

  @Test
  void blocksHaveLengthOneAndFillTheVector() {
    int from = 0;
    for (double[] block : BLOCKS) {
      assertThat(length(blocks, from, from + (int) block[0])).isCloseTo(1, within(1e-5));
      from += (int) block[0];
    }
    assertThat(from).isEqualTo(Blend.DIMENSION).isEqualTo(512);
  }

  @Test
  void everyBlockHasItsWeightInTheVector() {
    double squares = 0;
    for (double[] block : BLOCKS) {
      squares += block[1] * block[1];
    }
    Blend.weigh(blocks, Centre.read());
    int from = 0;
    for (double[] block : BLOCKS) {
      assertThat(length(blocks, from, from + (int) block[0]))
          .isCloseTo(block[1] / Math.sqrt(squares), within(1e-5));
      from += (int) block[0];
    }
  }

  @Test
  void theCentreIsAMeanOfUnitBlocks() {
    float[] centre = Centre.read();
    int from = 0;
    for (double[] block : BLOCKS) {
      assertThat(length(centre, from, from + (int) block[0])).isBetween(.5, 1.0);
      from += (int) block[0];
    }
  }

  private static double length(float[] values, int from, int to) {
    double squares = 0;
    for (int i = from; i < to; i++) {
      squares += (double) values[i] * values[i];
    }
    return Math.sqrt(squares);
  }
}
