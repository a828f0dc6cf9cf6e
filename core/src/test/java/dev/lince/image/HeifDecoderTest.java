package dev.lince.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeifDecoderTest {
  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.FAST);

  @BeforeAll
  static void requireLibrary() {
    TestHeif.requireLibrary();
  }

  @ParameterizedTest
  @CsvSource({
    "alpha.heic, png-rgba.png",
    "alpha.avif, png-rgba.png",
    "odd.heic, jpeg-420-odd.jpg",
    "odd.avif, jpeg-420-odd.jpg"
  })
  void showsWhatWasCoded(String name, String source) {
    Raster raster = decoder.decode(TestHeif.bytes(name));
    Raster original = decoder.decode(Golden.bytes("images/" + source));

    assertThat(meanDifference(raster.rgb(), original.rgb())).isLessThan(8.0);
  }

  @Test
  void showsTenBitsAsEight() {
    Raster raster = decoder.decode(TestHeif.bytes("deep.heic"));
    byte[] expected = new byte[3 * 160 * 96];
    for (int y = 0, i = 0; y < 96; y++) {
      for (int x = 0; x < 160; x++) {
        expected[i++] = (byte) (x * 255 / 159);
        expected[i++] = (byte) (y * 255 / 95);
        expected[i++] = (byte) ((x + y) * 255 / 254);
      }
    }

    assertThat(meanDifference(raster.rgb(), expected)).isLessThan(4.0);
  }

  /** Quarter turns are anticlockwise; a mirror swaps top and bottom (0) or the sides (1). */
  @ParameterizedTest
  @CsvSource({
    "HEIC, irot, 0, RGBW",
    "HEIC, irot, 1, GWRB",
    "AVIF, irot, 2, WBGR",
    "AVIF, irot, 3, BRWG",
    "HEIC, imir, 0, BWRG",
    "AVIF, imir, 1, GRWB"
  })
  void turnsThePictureAsItsFileSays(ImageType type, String property, int value, String colours) {
    TestHeif heif = around(type);
    heif.coded(64, 64, heif.property(property, value));

    assertThat(quarters(decoder.decode(heif.build()), 64)).isEqualTo(colours);
  }

  @Test
  void swapsTheSidesOfATurnedPicture() {
    TestHeif heif = new TestHeif(TestHeif.bytes("deep.heic"), ImageType.HEIC);
    heif.coded(160, 96, heif.property("irot", 1));
    byte[] bytes = heif.build();

    assertThat(decoder.decode(bytes).width()).isEqualTo(96);
    assertThat(decoder.inspect(bytes).height()).isEqualTo(160);
  }

  @ParameterizedTest
  @EnumSource(names = {"HEIC", "AVIF"})
  void putsAGridTogether(ImageType type) {
    TestHeif heif = around(type);
    List<Integer> tiles =
        IntStream.range(0, 6).mapToObj(i -> heif.coded(64, 64)).collect(Collectors.toList());
    heif.primary(heif.grid(2, 3, 180, 120, tiles));
    byte[] bytes = heif.build();

    Raster raster = decoder.decode(bytes);
    assertThat(raster.width()).isEqualTo(decoder.inspect(bytes).width()).isEqualTo(180);
    assertThat(raster.height()).isEqualTo(120);
    assertThat(colour(raster, 64 + 16, 64 + 16)).isEqualTo('R');
    assertThat(colour(raster, 128 + 48, 16)).isEqualTo('G');
    assertThat(colour(raster, 16, 64 + 48)).isEqualTo('B');
  }

  @Test
  void refusesGridsThatLackTiles() {
    TestHeif heif = around(ImageType.HEIC);
    int tile = heif.coded(64, 64);
    heif.primary(heif.grid(2, 2, 128, 128, Collections.nCopies(3, tile)));

    assertThatExceptionOfType(ImageRefused.Corrupt.class)
        .isThrownBy(() -> decoder.decode(heif.build()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"odd.heic", "odd.avif", "alpha.heic", "alpha.avif", "deep.heic"})
  void showsACutPictureWholeOrNotAtAll(String name) {
    byte[] bytes = TestHeif.bytes(name);
    byte[] whole = decoder.decode(bytes).rgb();
    for (int percent = 0; percent < 100; percent++) {
      byte[] cut = Arrays.copyOf(bytes, bytes.length * percent / 100);
      Raster raster = Outcomes.rasterOrRefusal(decoder, cut);
      if (raster != null) {
        assertThat(raster.rgb()).isEqualTo(whole);
      }
    }
  }

  private static TestHeif around(ImageType type) {
    return new TestHeif(TestHeif.bytes(type == ImageType.AVIF ? "tile.avif" : "tile.heic"), type);
  }

  private static String quarters(Raster raster, int side) {
    StringBuilder colours = new StringBuilder();
    for (int y = side / 4; y < side; y += side / 2) {
      for (int x = side / 4; x < side; x += side / 2) {
        colours.append(colour(raster, x, y));
      }
    }
    return colours.toString();
  }

  private static char colour(Raster raster, int x, int y) {
    int at = 3 * (y * raster.width() + x);
    boolean red = (raster.rgb()[at] & 255) > 128;
    boolean green = (raster.rgb()[at + 1] & 255) > 128;
    boolean blue = (raster.rgb()[at + 2] & 255) > 128;
    return red && green && blue ? 'W' : red ? 'R' : green ? 'G' : blue ? 'B' : '?';
  }

  static double meanDifference(byte[] a, byte[] b) {
    assertThat(a).hasSameSizeAs(b);
    long sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs((a[i] & 255) - (b[i] & 255));
    }
    return (double) sum / a.length;
  }
}
