package dev.lince.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

/** JPEG does not say what its components mean; the decoders must guess alike, as libjpeg does. */
class JpegColoursTest {
  private final ImageDecoder natives = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT);
  private final ImageDecoder java =
      new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT, DecoderChoice.JAVA);

  private final byte[] colour = Golden.bytes("images/jpeg-444.jpg");
  private final byte[] inks = Golden.bytes("images/jpeg-cmyk.jpg");

  @Test
  void takesThreeComponentsForLumaWhereNothingIsSaid() {
    byte[] unnamed = without(colour, 0xe0);

    assertThat(pixels(natives, unnamed)).isEqualTo(pixels(natives, colour));
    assertThat(pixels(java, unnamed)).isEqualTo(pixels(natives, colour));
  }

  @Test
  void takesComponentsNamedRgbForThat() {
    byte[] named = without(colour, 0xe0);
    rename(named, 'R', 'G', 'B');

    assertThat(pixels(java, named)).isEqualTo(pixels(natives, named));
    assertThat(pixels(natives, named)).isNotEqualTo(pixels(natives, colour));
  }

  @Test
  void followsAdobesTransformForThreeComponents() {
    byte[] plain = withAdobe(without(colour, 0xe0), 0);
    byte[] luma = withAdobe(without(colour, 0xe0), 1);

    assertThat(pixels(java, plain)).isEqualTo(pixels(natives, plain));
    assertThat(pixels(java, luma)).isEqualTo(pixels(natives, luma));
    assertThat(pixels(natives, luma)).isEqualTo(pixels(natives, colour));
    assertThat(pixels(natives, plain)).isNotEqualTo(pixels(natives, colour));
  }

  @Test
  void followsAdobesTransformForFourComponents() {
    byte[] luma = withAdobe(without(inks, 0xee), 2);

    assertThat(pixels(java, luma)).isEqualTo(pixels(natives, luma));
    assertThat(pixels(natives, luma)).isNotEqualTo(pixels(natives, inks));
  }

  @Test
  void takesInksForInvertedWithoutAdobesMarkerToo() {
    byte[] unmarked = without(inks, 0xee);

    assertThat(pixels(java, unmarked)).isEqualTo(pixels(java, inks));
    assertThat(pixels(natives, unmarked)).isEqualTo(pixels(natives, inks));
  }

  /** As a hash, so that a failure does not print a picture. */
  private static String pixels(ImageDecoder decoder, byte[] jpeg) {
    return Golden.hash(decoder.decode(jpeg).rgb());
  }

  private static void rename(byte[] jpeg, int... names) {
    int at = 2;
    while (jpeg[at + 1] != (byte) 0xc0) {
      at += 2 + length(jpeg, at);
    }
    for (int i = 0; i < names.length; i++) {
      jpeg[at + 10 + 3 * i] = (byte) names[i];
    }
    while (jpeg[at + 1] != (byte) 0xda) {
      at += 2 + length(jpeg, at);
    }
    for (int i = 0; i < names.length; i++) {
      jpeg[at + 5 + 2 * i] = (byte) names[i];
    }
  }

  private static byte[] without(byte[] jpeg, int marker) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    int at = 2;
    while (jpeg[at + 1] != (byte) 0xda) {
      int length = 2 + length(jpeg, at);
      if (jpeg[at + 1] != (byte) marker) {
        out.write(jpeg, at, length);
      }
      at += length;
    }
    out.write(jpeg, at, jpeg.length - at);
    assertThat(out.size()).isLessThan(jpeg.length);
    return out.toByteArray();
  }

  private static byte[] withAdobe(byte[] jpeg, int transform) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100});
    out.writeBytes(new byte[] {0, 0, 0, 0, (byte) transform});
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  private static int length(byte[] jpeg, int at) {
    return ((jpeg[at + 2] & 255) << 8) | (jpeg[at + 3] & 255);
  }
}
