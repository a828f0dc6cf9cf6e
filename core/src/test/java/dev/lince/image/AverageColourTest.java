package dev.lince.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;

class AverageColourTest {
  private static final int BLACK = 0x000000;
  private static final int WHITE = 0xFFFFFF;

  /** What half the light of white is in sRGB. */
  private static final AverageColour HALF_LIGHT = new AverageColour(0xBCBCBC);

  @Test
  void isTheColourOfAPictureThatHasOne() {
    for (int value = 0; value < 256; value++) {
      int colour = value << 16 | (255 - value) << 8 | value * 7 % 256;
      assertThat(average(3, 5, (x, y) -> colour)).isEqualTo(new AverageColour(colour));
    }
    assertThat(average(1, 1, (x, y) -> 0x1F6E02)).hasToString("#1f6e02");
    assertThat(average(900, 700, (x, y) -> 0x01FE80)).hasToString("#01fe80");
  }

  @Test
  void mixesLightAndNotNumbers() {
    assertThat(average(2, 1, (x, y) -> x == 0 ? BLACK : WHITE)).isEqualTo(HALF_LIGHT);
    assertThat(average(64, 32, (x, y) -> y < 16 ? BLACK : WHITE)).isEqualTo(HALF_LIGHT);
    assertThat(average(2, 1, (x, y) -> x == 0 ? 0xFF0000 : 0x0000FF)).hasToString("#bc00bc");
  }

  @Test
  void isNearlyThatOfAllPixelsWhereItLooksAtSome() {
    assertThat(grey(average(4_000, 3_000, (x, y) -> x < 2_000 ? BLACK : WHITE)))
        .isBetween(0xBA, 0xBE);
    assertThat(grey(average(4_000, 3_000, (x, y) -> y < 1_500 ? BLACK : WHITE)))
        .isBetween(0xBA, 0xBE);
    assertThat(grey(average(20_000, 1, (x, y) -> x < 10_000 ? BLACK : WHITE)))
        .isBetween(0xBA, 0xBE);
    assertThat(grey(average(1, 20_000, (x, y) -> y < 10_000 ? BLACK : WHITE)))
        .isBetween(0xBA, 0xBE);
  }

  @Test
  void isNotFooledByPatterns() {
    for (int period = 2; period <= 128; period *= 2) {
      int half = period / 2;
      IntBinaryOperator columns = (x, y) -> x / half % 2 == 0 ? BLACK : WHITE;
      IntBinaryOperator rows = (x, y) -> y / half % 2 == 0 ? BLACK : WHITE;
      IntBinaryOperator chequers = (x, y) -> (x / half + y / half) % 2 == 0 ? BLACK : WHITE;
      assertThat(grey(average(1_024, 512, columns))).as("columns of %d", half).isBetween(180, 196);
      assertThat(grey(average(1_024, 512, rows))).as("rows of %d", half).isBetween(180, 196);
      assertThat(grey(average(1_024, 512, chequers)))
          .as("chequers of %d", half)
          .isBetween(180, 196);
    }
  }

  @Test
  void looksAtEveryPartOfALargePicture() {
    assertThat(grey(average(2_000, 2_000, (x, y) -> x >= 1_960 && y >= 1_960 ? WHITE : BLACK)))
        .isPositive();
    assertThat(grey(average(2_000, 2_000, (x, y) -> x < 40 && y < 40 ? WHITE : BLACK)))
        .isPositive();
  }

  @Test
  void refusesWhatIsNoColour() {
    assertThatThrownBy(() -> new AverageColour(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AverageColour(0x1000000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0x1000000");
  }

  /** Of grey. */
  private static int grey(AverageColour colour) {
    int value = colour.rgb() & 0xFF;
    assertThat(colour.rgb()).isEqualTo(value * 0x010101);
    return value;
  }

  private static AverageColour average(int width, int height, IntBinaryOperator colour) {
    byte[] rgb = new byte[3 * width * height];
    for (int pixel = 0; pixel < width * height; pixel++) {
      int value = colour.applyAsInt(pixel % width, pixel / width);
      rgb[3 * pixel] = (byte) (value >> 16);
      rgb[3 * pixel + 1] = (byte) (value >> 8);
      rgb[3 * pixel + 2] = (byte) value;
    }
    return AverageColour.of(new Raster(width, height, rgb));
  }
}
