package dev.lince.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden TIFFs, and what the JDK writes, and for the rest files built here. */
class TiffDecoderTest {
  private static final int ROUNDS = 12;

  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT);
  private final ImageDecoder inJava =
      new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT, DecoderChoice.JAVA);

  @ParameterizedTest(name = "{0}, image of kind {1}, tiled: {2}")
  @CsvSource({
    "'', 1, false",
    "'', 10, true",
    "LZW, 1, false",
    "LZW, 13, true",
    "LZW, 10, true",
    "PackBits, 1, true",
    "PackBits, 12, false",
    "Deflate, 5, false",
    "ZLib, 6, true",
    "CCITT RLE, 12, false",
    "CCITT T.4, 12, false",
    "CCITT T.6, 12, false",
    "CCITT T.6, 12, true"
  })
  void readsWhatTheJdkWrites(String compression, int kind, boolean tiled) throws IOException {
    Random random = Seed.random(TiffDecoderTest.class);
    for (int i = 0; i < ROUNDS; i++) {
      BufferedImage image = image(random, kind);
      Raster raster = decoder.decode(tiff(image, compression, tiled));

      assertThat(raster.width()).isEqualTo(image.getWidth());
      for (int y = 0, at = 0; y < raster.height(); y++) {
        for (int x = 0; x < raster.width(); x++, at += 3) {
          int rgb =
              kind == BufferedImage.TYPE_BYTE_GRAY
                  ? image.getRaster().getSample(x, y, 0) * 0x10101
                  : image.getRGB(x, y);
          int read =
              (raster.rgb()[at] & 255) << 16
                  | (raster.rgb()[at + 1] & 255) << 8
                  | (raster.rgb()[at + 2] & 255);
          assertThat(read).as("pixel %d, %d", x, y).isEqualTo(rgb & 0xffffff);
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}, {1} bits, wide: {2}, planes: {3}, differences: {4}")
  @CsvSource({
    "true, 8, false, false, false",
    "false, 16, false, false, false",
    "true, 16, true, false, true",
    "false, 16, false, true, true",
    "true, 8, true, true, true",
    "false, 8, false, false, true"
  })
  void readsSamplesHoweverTheyLie(
      boolean little, int bits, boolean wide, boolean planar, boolean differences) {
    Random random = Seed.random(TiffDecoderTest.class);
    int width = 1 + random.nextInt(30);
    int height = 1 + random.nextInt(30);
    int[] samples = random.ints(3L * width * height, 0, 1 << bits).toArray();
    ByteOrder order = little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    TestTiff tiff = new TestTiff(order, wide);
    TestTiff.Tags tags = rgb(width, height, bits).put(259, 8).put(317, differences ? 2 : 1);
    int planes = planar ? 3 : 1;
    long[] offsets = new long[planes];
    long[] lengths = new long[planes];
    for (int plane = 0; plane < planes; plane++) {
      ByteBuffer rows = ByteBuffer.allocate(6 * width * height).order(order);
      int inRow = planar ? width : 3 * width;
      int back = planar ? 1 : 3;
      for (int i = 0; i < inRow * height; i++) {
        int value = samples[planar ? 3 * i + plane : i];
        if (differences && i % inRow >= back) {
          value -= samples[planar ? 3 * (i - 1) + plane : i - back];
        }
        if (bits == 8) {
          rows.put((byte) value);
        } else {
          rows.putShort((short) value);
        }
      }
      byte[] packed = deflated(rows.array(), rows.position());
      offsets[plane] = tiff.add(packed);
      lengths[plane] = packed.length;
    }
    tags.put(273, offsets).put(279, lengths).put(284, planar ? 2 : 1);
    byte[] bytes = tiff.build(tiff.add(tags, 0));

    byte[] expected = new byte[samples.length];
    for (int i = 0; i < samples.length; i++) {
      expected[i] = (byte) (samples[i] >> (bits - 8));
    }
    assertThat(decoder.decode(bytes).rgb()).isEqualTo(expected);
    assertThat(inJava.decode(bytes).rgb()).isEqualTo(expected);
  }

  @Test
  void readsInksAsTheReferenceDoes() {
    byte[] inks = {0, 0, 0, 0, (byte) 255, 0, 0, 0, 0, (byte) 128, 0, 64, 1, 2, 3, (byte) 255};

    assertThat(decoder.decode(oneRow(4, 5, 4, inks)).rgb())
        .containsExactly(255, 255, 255, 0, 255, 255, 191, 95, 191, 0, 0, 0);
  }

  @Test
  void undoesAlphaThatWasMultipliedInAndDropsOther() {
    byte[] pixels = {50, 25, 0, 100, 1, 2, 3, 0};

    assertThat(decoder.decode(oneRow(2, 2, 4, pixels, 1)).rgb())
        .containsExactly(127, 63, 0, 0, 0, 0);
    assertThat(decoder.decode(oneRow(2, 2, 4, pixels, 2)).rgb())
        .containsExactly(50, 25, 0, 1, 2, 3);
  }

  @Test
  void readsTheTimeWhenItWasTaken() {
    TestTiff tiff = new TestTiff(ByteOrder.BIG_ENDIAN, false);
    long exif =
        tiff.add(
            new TestTiff.Tags()
                .put(36_867, "2024:02:29 12:34:56")
                .put(36_881, "+02:00")
                .put(37_521, "5"),
            0);
    long data = tiff.add(new byte[] {1, 2, 3});
    TestTiff.Tags tags = rgb(1, 1, 8).put(273, data).put(279, 3).put(34_665, exif).put(274, 6);
    ImageHeader header = decoder.inspect(tiff.build(tiff.add(tags, 0)));

    assertThat(header.taken()).isEqualTo("2024-02-29T10:34:56.500Z");
    assertThat(header.orientation()).isEqualTo(6);
  }

  @Test
  void readsOnlyTheFirstPageEvenIfDirectoriesGoRound() {
    TestTiff tiff = new TestTiff(ByteOrder.LITTLE_ENDIAN, false);
    long data = tiff.add(new byte[] {1, 2, 3});
    long next = tiff.add(rgb(1, 1, 8).put(273, data).put(279, 3), 10);
    byte[] bytes = tiff.build(tiff.add(rgb(1, 1, 8).put(273, data).put(279, 3), next));

    assertThat(decoder.decode(bytes).rgb()).containsExactly(1, 2, 3);
  }

  @ParameterizedTest(name = "tag {0} is {1}")
  @CsvSource({
    "259, 6, compression 6",
    "259, 50000, compression 50000",
    "262, 8, colours of kind 8 with 3 samples a pixel",
    "258, 32, 'samples of 32 bits, kind 1'",
    "339, 3, 'samples of 8 bits, kind 3'"
  })
  void refusesByNameWhatItDoesNotRead(int tag, int value, String named) {
    TestTiff tiff = new TestTiff(ByteOrder.LITTLE_ENDIAN, false);
    long data = tiff.add(new byte[] {1, 2, 3});
    byte[] bytes = tiff.build(tiff.add(rgb(1, 1, 8).put(273, data).put(279, 3).put(tag, value), 0));

    assertThatExceptionOfType(ImageRefused.NotAnImage.class)
        .isThrownBy(() -> decoder.inspect(bytes))
        .withMessageStartingWith("The TIFF has %s, which Lince does not read", named);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 70_000, 4_000_000_000L})
  void refusesSizesThatAreNone(long width) {
    TestTiff tiff = new TestTiff(ByteOrder.LITTLE_ENDIAN, true);
    long data = tiff.add(new byte[] {1, 2, 3});
    byte[] bytes = tiff.build(tiff.add(rgb(1, 1, 8).put(273, data).put(279, 3).put(256, width), 0));

    assertThatExceptionOfType(ImageRefused.class).isThrownBy(() -> decoder.inspect(bytes));
  }

  @Test
  void refusesTilesThatAreMuchLargerThanThePicture() {
    TestTiff tiff = new TestTiff(ByteOrder.LITTLE_ENDIAN, false);
    long data = tiff.add(new byte[3]);
    TestTiff.Tags tags = rgb(1, 60_000, 8).put(322, 1 << 20).put(323, 60_000);
    byte[] bytes = tiff.build(tiff.add(tags.put(324, data).put(325, 3), 0));

    assertThatExceptionOfType(ImageRefused.TooLarge.class)
        .isThrownBy(() -> decoder.inspect(bytes))
        .withMessageContaining("put together from parts");
  }

  @Test
  void refusesDataThatEndTooEarly() {
    byte[] bytes = oneRow(3, 2, 3, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});

    assertThatExceptionOfType(ImageRefused.Corrupt.class)
        .isThrownBy(() -> decoder.decode(bytes))
        .withMessageContaining("end before the picture is complete");
  }

  private static TestTiff.Tags rgb(int width, int height, int bits) {
    return new TestTiff.Tags()
        .put(256, width)
        .put(257, height)
        .put(258, bits)
        .put(262, 2)
        .put(277, 3);
  }

  private static byte[] oneRow(
      int width, int colours, int samples, byte[] row, long... extraSamples) {
    TestTiff tiff = new TestTiff(ByteOrder.LITTLE_ENDIAN, false);
    long data = tiff.add(row);
    TestTiff.Tags tags = rgb(width, 1, 8).put(262, colours).put(277, samples);
    if (extraSamples.length > 0) {
      tags.put(338, extraSamples);
    }
    return tiff.build(tiff.add(tags.put(273, data).put(279, row.length), 0));
  }

  private static byte[] deflated(byte[] rows, int length) {
    try (Deflater deflater = new Deflater()) {
      deflater.setInput(rows, 0, length);
      deflater.finish();
      byte[] out = new byte[length + 1_000];
      int count = deflater.deflate(out);
      return Arrays.copyOf(out, count);
    }
  }

  /**
   * Runs of random length, so that every compression has something to do; none so short in black
   * and white that the JDK's fax writer runs out of its buffer.
   */
  private static BufferedImage image(Random random, int kind) {
    boolean binary = kind == BufferedImage.TYPE_BYTE_BINARY;
    int width = (binary ? 100 : 1) + random.nextInt(3_000 / (1 + random.nextInt(100)));
    BufferedImage image = new BufferedImage(width, 1 + random.nextInt(60), kind);
    int left = 0;
    int rgb = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if (left-- == 0) {
          left = binary ? 8 + random.nextInt(2_900) / (1 + random.nextInt(200)) : random.nextInt(9);
          rgb = binary ? ~rgb : random.nextInt();
        }
        image.setRGB(x, y, rgb | 0xff000000);
      }
    }
    return image;
  }

  private static byte[] tiff(BufferedImage image, String compression, boolean tiled)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(stream);
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (!compression.isEmpty()) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionType(compression);
      }
      if (tiled) {
        param.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
        param.setTiling(48, 32, 0, 0);
      }
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
