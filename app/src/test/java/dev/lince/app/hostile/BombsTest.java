package dev.lince.app.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Checks 1 and 2: small files that claim to be huge, or unpack to much. With a heap of half a
 * gigabyte, a server that believed them would be out of memory.
 */
class BombsTest {
  static final List<Path> BROKEN = GoldenFiles.broken();

  private static final byte[] JPEG = golden("jpeg-420.jpg");

  @RegisterExtension static final Strangers server = new Strangers(Map.of("a.jpg", JPEG));

  @ParameterizedTest
  @CsvSource({"64250, 64250", "65500, 65500", "65535, 1000", "8000, 8000"})
  void refusesAJpegThatClaimsToBeHuge(int width, int height) throws IOException {
    Reply reply = server.search(Bombs.jpegThatClaims(JPEG, width, height));

    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.body())
        .contains("\"detail\":", "%d × %d".formatted(width, height).substring(0, 5));
  }

  @Test
  void holdsNoMoreMemoryAfterwards() throws IOException {
    ServerState.requireSight();
    byte[] bomb = Bombs.jpegThatClaims(JPEG, 64_250, 64_250);
    server.search(bomb);
    ServerState before = ServerState.of(server.lince().pid());

    for (int i = 0; i < 200; i++) {
      server.search(bomb);
    }

    long peak = ServerState.of(server.lince().pid()).peakBytes();
    long oneRaster = 3L * 64_250 * 64_250;
    assertThat(peak - before.peakBytes()).isLessThan(oneRaster / 100);
  }

  @Test
  void doesNotUnpackWhatBelongsToNoPixel() throws IOException {
    assertThat(server.search(Bombs.pngWith("zTXt", "Comment")).status()).isEqualTo(200);
    assertThat(server.search(Bombs.pngWith("iCCP", "profile")).status()).isEqualTo(200);
    assertThat(server.search(Bombs.pngOfTooMuchData()).status()).isIn(200, 400);
  }

  @Test
  void looksAtTheFirstFrameOnly() throws IOException {
    assertThat(server.search(Bombs.gifOfManyFrames()).status()).isEqualTo(200);
    assertThat(server.search(Bombs.webpOfManyFrames(golden("webp-animated.webp"))).status())
        .isEqualTo(200);
  }

  @Test
  void refusesAJpegOfTenThousandScans() throws IOException {
    Reply reply = server.search(Bombs.jpegOfManyScans(golden("jpeg-progressive.jpg")));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).contains("64 scans");
  }

  /** As {@code bad.json} in core's golden files says of each. */
  @ParameterizedTest(name = "{0}")
  @FieldSource("BROKEN")
  void takesNoBrokenFileForAPicture(Path file) throws IOException {
    Reply reply = server.search(GoldenFiles.bytes(file));

    assertThat(reply.keepsThePromise()).as("%s", reply).isTrue();
    Set<Integer> allowed =
        GoldenFiles.mustBeRefused(file) ? Set.of(400, 413) : Set.of(200, 400, 413);
    assertThat(reply.status()).isIn(allowed);
  }

  private static byte[] golden(String name) {
    return GoldenFiles.bytes(GoldenFiles.picture(name));
  }
}
