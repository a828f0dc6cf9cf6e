package dev.lince.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Slow (some seconds): a leak has to grow beyond what a process' size sways by on its own. */
class NativeMemoryTest {
  private static final int ROUNDS = 300;

  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT);

  enum Damage {
    NONE,
    PIXELS,
    /** libjpeg leaves by longjmp when all that it needs is allocated. */
    LAST_HUFFMAN_TABLE
  }

  @ParameterizedTest
  @ValueSource(strings = {"odd.heic", "odd.avif"})
  void givesBackWhatLibheifTakes(String name) {
    TestHeif.requireLibrary();
    byte[] whole = TestHeif.bytes(name);
    byte[] damaged = whole.clone();
    Arrays.fill(damaged, damaged.length / 2, damaged.length, (byte) 0x55);
    decode(whole, ROUNDS / 5);
    decode(damaged, ROUNDS / 5);

    long before = bytesBesideTheHeap();
    decode(whole, ROUNDS);
    decode(damaged, ROUNDS);
    long grown = bytesBesideTheHeap() - before;

    assertThat(grown).isLessThan(3L * 317 * 211 * ROUNDS / 3);
  }

  @ParameterizedTest(name = "{0}, damage: {1}")
  @CsvSource({
    "jpeg-camera-640x480.jpg, NONE",
    "jpeg-camera-640x480.jpg, PIXELS",
    "jpeg-progressive.jpg, LAST_HUFFMAN_TABLE",
    "webp-lossy.webp, NONE",
    "webp-lossy.webp, PIXELS"
  })
  void givesBackAllNativeMemory(String name, Damage damage) {
    byte[] bytes = Golden.bytes("images/" + name);
    switch (damage) {
      case NONE -> {}
      case PIXELS -> Arrays.fill(bytes, bytes.length / 2, bytes.length - 2, (byte) 0x55);
      case LAST_HUFFMAN_TABLE -> {
        int counts = lastHuffmanTable(bytes) + 5;
        Arrays.fill(bytes, counts, counts + 16, (byte) 0xff);
      }
    }
    decode(bytes, ROUNDS / 5);

    long before = bytesBesideTheHeap();
    decode(bytes, ROUNDS);
    long grown = bytesBesideTheHeap() - before;

    long leakIfKept = 4L * 450 * 300 * ROUNDS;
    assertThat(grown).isLessThan(leakIfKept / 3);
  }

  private static int lastHuffmanTable(byte[] jpeg) {
    int at = jpeg.length - 20;
    while (jpeg[at] != (byte) 0xff || jpeg[at + 1] != (byte) 0xc4) {
      at--;
    }
    return at;
  }

  private void decode(byte[] bytes, int rounds) {
    for (int i = 0; i < rounds; i++) {
      Outcomes.rasterOrRefusal(decoder, bytes);
    }
  }

  private static long bytesBesideTheHeap() {
    return Pointer.physicalBytes()
        - ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
  }
}
