package dev.lince.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** With files that are built as their makers' formats are described: no camera wrote them. */
class RawFileTest {
  static final List<TestRaw> MAKERS = TestRaw.all();

  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT);
  private final byte[] large = TestRaw.LARGE;
  private final byte[] small = TestRaw.SMALL;

  @ParameterizedTest(name = "{0}")
  @FieldSource("MAKERS")
  void readsTheLargestJpegTurnedAsTheRawFileSays(TestRaw raw) {
    byte[] bytes = raw.bytes();
    ImageHeader header = decoder.inspect(bytes);

    assertThat(header.type()).isEqualTo(ImageType.RAW);
    assertThat(ImageDecoder.typeOf(Arrays.copyOf(bytes, ImageDecoder.SIGNATURE_BYTES)))
        .contains(ImageType.RAW);
    Raster raster = decoder.decode(bytes);
    assertThat(raster.rgb()).isEqualTo(raw.expected(decoder));
    assertThat(header.width()).isEqualTo(raster.width());
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("MAKERS")
  void refusesWhatIsCutOff(TestRaw raw) {
    byte[] bytes = raw.bytes();
    byte[] whole = decoder.decode(bytes).rgb();
    for (int percent = 0; percent < 100; percent += 2) {
      byte[] cut = Arrays.copyOf(bytes, bytes.length * percent / 100);
      Raster raster = Outcomes.rasterOrRefusal(decoder, cut);
      if (raster != null) {
        assertThat(raster.rgb()).isEqualTo(whole);
      }
    }
  }

  @Test
  void saysWhatIsMissingWhereThereIsNoJpeg() {
    TestTiff tiff = new TestTiff(ByteOrder.LITTLE_ENDIAN, false);
    long at = tiff.add(new TestTiff.Tags().put(50_706, 1, 4, 0, 0).put(256, 10), 0);

    assertThatExceptionOfType(ImageRefused.NotAnImage.class)
        .isThrownBy(() -> decoder.inspect(tiff.build(at)))
        .withMessageStartingWith("The content is a camera raw picture without a JPEG in it");
  }

  @Test
  void takesASmallerJpegWhereTheLargestIsBeyondTheLimit() {
    ImageDecoder limited = new ImageDecoder(new ImageLimits(1 << 20, 100_000), DecodeMode.EXACT);

    TestTiff tiff = new TestTiff(ByteOrder.LITTLE_ENDIAN, false);
    long largeAt = tiff.add(large);
    long smallAt = tiff.add(small);
    long next = tiff.add(new TestTiff.Tags().put(513, largeAt).put(514, large.length), 0);
    TestTiff.Tags tags = new TestTiff.Tags().put(50_706, 1, 4, 0, 0);
    long at = tiff.add(tags.put(513, smallAt).put(514, small.length), next);

    assertThat(limited.decode(tiff.build(at)).rgb()).isEqualTo(decoder.decode(small).rgb());
    assertThatExceptionOfType(ImageRefused.TooLarge.class)
        .isThrownBy(() -> limited.inspect(TestRaw.raf(large)));
  }

  @Test
  void doesNotWalkInCircles() {
    byte[] straight = circle(0);
    long first = ByteBuffer.wrap(straight).order(ByteOrder.LITTLE_ENDIAN).getInt(4);

    assertThat(decoder.decode(circle(first)).rgb()).isEqualTo(decoder.decode(straight).rgb());
  }

  private byte[] circle(long to) {
    TestTiff tiff = new TestTiff(ByteOrder.LITTLE_ENDIAN, false);
    long jpeg = tiff.add(small);
    TestTiff.Tags tags = new TestTiff.Tags().put(50_706, 1, 4, 0, 0).put(330, to);
    return tiff.build(tiff.add(tags.put(513, jpeg).put(514, small.length), to));
  }

  @Test
  void takesAPhotographersTiffForATiff() {
    TestTiff tiff = new TestTiff(ByteOrder.LITTLE_ENDIAN, false);
    long data = tiff.add(new byte[] {1, 2, 3});
    TestTiff.Tags tags =
        new TestTiff.Tags().put(256, 1).put(257, 1).put(258, 8).put(262, 2).put(277, 3);
    tags.put(271, "NIKON CORPORATION").put(273, data).put(279, 3);

    assertThat(decoder.inspect(tiff.build(tiff.add(tags, 0))).type()).isEqualTo(ImageType.TIFF);
  }
}
