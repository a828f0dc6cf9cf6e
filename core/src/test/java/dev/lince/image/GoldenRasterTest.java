package dev.lince.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class GoldenRasterTest {
  static final List<Golden.Picture> PICTURES = Golden.pictures();

  private final ImageDecoder exact = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT);
  private final ImageDecoder fast = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.FAST);

  @ParameterizedTest(name = "{0}")
  @FieldSource("PICTURES")
  void decodesThePixelsOfTheReference(Golden.Picture picture) {
    Raster raster = exact.decode(picture.bytes());

    assertThat(raster.width()).isEqualTo(picture.width());
    assertThat(raster.height()).isEqualTo(picture.height());
    assertThat(Golden.hash(raster.rgb())).isEqualTo(picture.uprightHash());
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("PICTURES")
  void readsSmallPicturesExactlyInFastModeToo(Golden.Picture picture) {
    assertThat(Golden.hash(fast.decode(picture.bytes()).rgb())).isEqualTo(picture.uprightHash());
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("PICTURES")
  void saysTheSizeAndOrientationWithoutDecoding(Golden.Picture picture) {
    ImageHeader header = exact.inspect(picture.bytes());

    assertThat(header.type().name()).isEqualTo(picture.format());
    assertThat(header.width()).isEqualTo(picture.width());
    assertThat(header.height()).isEqualTo(picture.height());
    assertThat(header.orientation()).isEqualTo(picture.orientation());
  }
}
