package dev.lince.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class JavaDecoderTest {
  static final List<Golden.Picture> JPEGS =
      Golden.pictures().stream().filter(picture -> picture.format().equals("JPEG")).toList();
  static final List<Golden.Picture> WEBPS =
      Golden.pictures().stream().filter(picture -> picture.format().equals("WEBP")).toList();

  private final ImageDecoder decoder =
      new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.FAST, DecoderChoice.JAVA);

  @ParameterizedTest(name = "{0}")
  @FieldSource("JPEGS")
  void decodesThePixelsOfTheReferenceWithoutNatives(Golden.Picture picture) {
    assertThat(Golden.hash(decoder.decode(picture.bytes()).rgb())).isEqualTo(picture.uprightHash());
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("WEBPS")
  void refusesWebpWithoutNatives(Golden.Picture picture) {
    byte[] bytes = picture.bytes();

    assertThatExceptionOfType(ImageRefused.NoDecoder.class)
        .isThrownBy(() -> decoder.decode(bytes))
        .withMessageContaining("LINCE_DECODER=java keeps pictures away from native code");
  }
}
