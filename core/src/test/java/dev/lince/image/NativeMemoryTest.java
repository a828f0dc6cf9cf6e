package dev.lince.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slow (some seconds): a leak has to grow beyond what a process' size sways by on its own. */
class NativeMemoryTest {
  private static final int ROUNDS = 300;

  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT);

  @ParameterizedTest(name = "{0}, cut: {1}")
  @CsvSource({
    "jpeg-camera-640x480.jpg, false",
    "jpeg-camera-640x480.jpg, true",
    "jpeg-progressive.jpg, true",
    "webp-lossy.webp, false",
    "webp-lossy.webp, true"
  })
  void givesBackAllNativeMemory(String name, boolean damaged) {
    byte[] bytes = Golden.bytes("images/" + name);
    if (damaged) {
      Arrays.fill(bytes, bytes.length / 2, bytes.length - 2, (byte) 0x55);
    }
    decode(bytes, ROUNDS / 5);

    long before = bytesBesideTheHeap();
    decode(bytes, ROUNDS);
    long grown = bytesBesideTheHeap() - before;

    long leakIfKept = 4L * 450 * 300 * ROUNDS;
    assertThat(grown).isLessThan(leakIfKept / 3);
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
