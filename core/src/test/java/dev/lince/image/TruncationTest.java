package dev.lince.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TruncationTest {
  static final List<Golden.Picture> PICTURES = Golden.pictures();
  static final List<Golden.Picture> JPEGS =
      PICTURES.stream().filter(picture -> picture.format().equals("JPEG")).toList();

  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.FAST);
  private final ImageDecoder withoutNatives =
      new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.FAST, DecoderChoice.JAVA);

  /** Once a picture shows although bytes are missing, it shows all that the whole file shows. */
  @ParameterizedTest(name = "{0}")
  @FieldSource("PICTURES")
  void showsACutPictureWholeOrNotAtAll(Golden.Picture picture) {
    byte[] bytes = picture.bytes();
    for (int percent = 0; percent < 100; percent++) {
      byte[] cut = Arrays.copyOf(bytes, (int) ((long) bytes.length * percent / 100));
      wholeOrNotAtAll(picture, Outcomes.rasterOrRefusal(decoder, cut));
      wholeOrNotAtAll(picture, Outcomes.rasterOrRefusal(withoutNatives, cut));
    }
  }

  private static void wholeOrNotAtAll(Golden.Picture picture, @Nullable Raster raster) {
    if (raster != null) {
      assertThat(Golden.hash(raster.rgb())).isEqualTo(picture.uprightHash());
    }
  }

  /** What gets past the guard: the decoders themselves run out of data. */
  @ParameterizedTest(name = "{0}")
  @FieldSource("JPEGS")
  void endsInARasterOrASentenceWhenDataAreMissingBeforeTheEndMarker(Golden.Picture picture) {
    byte[] bytes = picture.bytes();
    for (int percent = 1; percent < 100; percent += 3) {
      byte[] cut = Arrays.copyOf(bytes, (int) ((long) bytes.length * percent / 100) + 2);
      cut[cut.length - 2] = (byte) 0xff;
      cut[cut.length - 1] = (byte) 0xd9;
      Outcomes.rasterOrRefusal(decoder, cut);
      Outcomes.rasterOrRefusal(withoutNatives, cut);
    }
  }
}
