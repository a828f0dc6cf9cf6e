package dev.lince.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrientationTest {
  /** EXIF 2.32, section 4.6.4: what the stored rows ABC and DEF look like upright. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "1, ABC DEF",
    "2, CBA FED",
    "3, FED CBA",
    "4, DEF ABC",
    "5, AD BE CF",
    "6, DA EB FC",
    "7, FC EB DA",
    "8, CF BE AD"
  })
  void turnsAStoredImageUpright(int exif, String upright) {
    UprightCanvas canvas = new UprightCanvas(3, 2, Orientation.ofExif(exif));
    for (int y = 0; y < 2; y++) {
      int place = canvas.place(0, y);
      for (int x = 0; x < 3; x++) {
        canvas.putGrey(place, 'A' + 3 * y + x);
        place += canvas.step();
      }
    }

    assertThat(letters(canvas.raster())).isEqualTo(upright);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 9, 65_535})
  void takesUnknownValuesForUpright(int exif) {
    assertThat(Orientation.ofExif(exif)).isEqualTo(Orientation.UPRIGHT);
  }

  private static String letters(Raster raster) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < raster.width() * raster.height(); i++) {
      rows.append(i > 0 && i % raster.width() == 0 ? " " : "").append((char) raster.rgb()[3 * i]);
    }
    return rows.toString();
  }
}
