package dev.lince.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WebpDecoderTest {
  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT);
  private final byte[] still = Golden.bytes("images/webp-lossless.webp");

  @Test
  void putsTheFirstFrameWhereItLiesOnABlackCanvas() {
    Raster whole = decoder.decode(still);
    Raster canvas = decoder.decode(animated(400, 300, 20, 30, 280, 190));

    assertThat(canvas.width()).isEqualTo(400);
    assertThat(canvas.height()).isEqualTo(300);
    for (int y = 0; y < 300; y++) {
      for (int x = 0; x < 400; x++) {
        boolean inside = x >= 20 && x < 300 && y >= 30 && y < 220;
        int expected = inside ? whole.rgb()[3 * ((y - 30) * 280 + x - 20)] : 0;
        assertThat((int) canvas.rgb()[3 * (y * 400 + x)]).isEqualTo(expected);
      }
    }
  }

  @Test
  void refusesFramesThatReachBeyondTheCanvas() {
    assertThatExceptionOfType(ImageRefused.Corrupt.class)
        .isThrownBy(() -> decoder.inspect(animated(299, 300, 20, 30, 280, 190)));
  }

  @Test
  void refusesFramesOfAnotherSizeThanTheirPicture() {
    assertThatExceptionOfType(ImageRefused.Corrupt.class)
        .isThrownBy(() -> decoder.inspect(animated(400, 300, 20, 30, 281, 190)));
  }

  @Test
  void refusesHugeCanvases() {
    assertThatExceptionOfType(ImageRefused.TooLarge.class)
        .isThrownBy(() -> decoder.inspect(animated(16_384, 16_384, 20, 30, 280, 190)));
  }

  /** An animation of one frame: the golden lossless picture, 280 × 190. */
  private byte[] animated(
      int width, int height, int left, int top, int frameWidth, int frameHeight) {
    byte[] chunk = new byte[still.length - 12];
    System.arraycopy(still, 12, chunk, 0, chunk.length);
    ByteBuffer riff =
        ByteBuffer.allocate(12 + 18 + 14 + 24 + chunk.length).order(ByteOrder.LITTLE_ENDIAN);
    put(riff, "RIFF", riff.capacity() - 8);
    riff.put("WEBP".getBytes(StandardCharsets.US_ASCII));
    put(riff, "VP8X", 10);
    riff.putInt(2);
    putU24(riff, width - 1);
    putU24(riff, height - 1);
    put(riff, "ANIM", 6);
    riff.putInt(-1).putShort((short) 0);
    put(riff, "ANMF", 16 + chunk.length);
    putU24(riff, left / 2);
    putU24(riff, top / 2);
    putU24(riff, frameWidth - 1);
    putU24(riff, frameHeight - 1);
    putU24(riff, 100);
    riff.put((byte) 0).put(chunk);
    return riff.array();
  }

  private static void put(ByteBuffer riff, String name, int length) {
    riff.put(name.getBytes(StandardCharsets.US_ASCII)).putInt(length);
  }

  private static void putU24(ByteBuffer riff, int value) {
    riff.putShort((short) value).put((byte) (value >> 16));
  }
}
