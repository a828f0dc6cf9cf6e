package dev.lince.image;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Slow for a unit test (some seconds): chance needs many tries to find what nobody thought of. */
class MutationTest {
  private static final int TRIES_A_PICTURE = 45;
  private static final byte[] EXTREMES = {0, 1, 0x7f, (byte) 0x80, (byte) 0xff, (byte) 0xd9};

  /** Small limits keep mutated sizes from costing time that the search for faults needs. */
  private static final ImageLimits LIMITS = new ImageLimits(1 << 20, 1 << 20);

  private final List<ImageDecoder> decoders =
      List.of(
          new ImageDecoder(LIMITS, DecodeMode.FAST),
          new ImageDecoder(LIMITS, DecodeMode.FAST, DecoderChoice.JAVA));

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void endsInARasterOrASentenceWhateverBytesChange() {
    Random random = Seed.random(MutationTest.class);
    for (Golden.Picture picture : Golden.pictures()) {
      for (int i = 0; i < TRIES_A_PICTURE; i++) {
        byte[] bytes = Checksums.repaired(mutated(picture.bytes(), random));
        decoders.forEach(decoder -> Outcomes.rasterOrRefusal(decoder, bytes));
      }
    }
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void endsInARasterOrASentenceWhateverBytesOfAHeifChange() {
    Random random = Seed.random(MutationTest.class);
    for (String name : List.of("tile.heic", "tile.avif", "odd.heic", "odd.avif", "alpha.heic")) {
      for (int i = 0; i < 4 * TRIES_A_PICTURE; i++) {
        byte[] bytes = mutated(TestHeif.bytes(name), random);
        decoders.forEach(decoder -> Outcomes.rasterOrRefusal(decoder, bytes));
      }
    }
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void endsInARasterOrASentenceWhateverBytesOfARawFileChange() {
    Random random = Seed.random(MutationTest.class);
    for (TestRaw raw : TestRaw.all()) {
      for (int i = 0; i < TRIES_A_PICTURE; i++) {
        byte[] bytes = mutated(raw.bytes().clone(), random);
        decoders.forEach(decoder -> Outcomes.rasterOrRefusal(decoder, bytes));
      }
    }
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    int reach = random.nextBoolean() ? Math.min(bytes.length, 200) : bytes.length;
    int changes = 1 + random.nextInt(8);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(reach);
      bytes[at] =
          random.nextBoolean()
              ? EXTREMES[random.nextInt(EXTREMES.length)]
              : (byte) random.nextInt(256);
    }
    return bytes;
  }
}
