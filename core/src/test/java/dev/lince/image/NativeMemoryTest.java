package dev.lince.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Slow (some seconds): a leak has to grow beyond what a process' size sways by on its own. It grows
 * each time, while the threads of a decoder take what they keep once; so the middle growth counts.
 */
class NativeMemoryTest {
  private static final int ROUNDS = 100;
  private static final int TIMES = 5;

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

    long grown = growth(whole, damaged);

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

    long grown = growth(bytes);

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

  /** By how many bytes the process grows with {@link #ROUNDS} of each picture, the median. */
  private long growth(byte[]... pictures) {
    long[] growths = new long[TIMES];
    for (int time = 0; time < TIMES; time++) {
      long before = bytesBesideTheHeap();
      for (byte[] bytes : pictures) {
        for (int i = 0; i < ROUNDS; i++) {
          Outcomes.rasterOrRefusal(decoder, bytes);
        }
      }
      growths[time] = bytesBesideTheHeap() - before;
    }
    Arrays.sort(growths);
    return growths[TIMES / 2];
  }

  private static long bytesBesideTheHeap() {
    return Pointer.physicalBytes()
        - ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
  }
}
