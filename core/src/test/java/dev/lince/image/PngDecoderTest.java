package dev.lince.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PngDecoderTest {
  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT);

  @ParameterizedTest
  @EnumSource(PngFile.Colour.class)
  void readsEveryDepthFilterAndInterlacing(PngFile.Colour colour) {
    Random random = Seed.random(PngDecoderTest.class);
    for (int bitDepth = 1; bitDepth <= 16; bitDepth *= 2) {
      for (int i = 0; colour.allows(bitDepth) && i < 40; i++) {
        int width = 1 + random.nextInt(40);
        int height = 1 + random.nextInt(40);
        TestPng png = new TestPng(colour, bitDepth, width, height, i % 2 == 1);
        Raster raster = decoder.decode(png.encode(random.nextLong()));
        for (int p = 0; p < width * height; p++) {
          assertThat(new int[] {at(raster, 3 * p), at(raster, 3 * p + 1), at(raster, 3 * p + 2)})
              .as("%d bits, %d × %d, pixel %d", bitDepth, width, height, p)
              .isEqualTo(png.expected(p % width, p / width));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(PngFile.Colour.class)
  void refusesDepthsThatAColourTypeDoesNotHave(PngFile.Colour colour) {
    int wrong = colour == PngFile.Colour.GREY || colour == PngFile.Colour.PALETTE ? 3 : 4;
    byte[] bytes = new TestPng(colour, wrong, 5, 5, false).encode(1);

    assertThatExceptionOfType(ImageRefused.Corrupt.class)
        .isThrownBy(() -> decoder.inspect(bytes))
        .withMessageContaining("%d bits", wrong);
  }

  private static int at(Raster raster, int index) {
    return raster.rgb()[index] & 255;
  }
}
