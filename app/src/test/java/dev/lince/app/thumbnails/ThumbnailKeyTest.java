package dev.lince.app.thumbnails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lince.image.ThumbnailSize;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThumbnailKeyTest {
  private static final String HASH = "00ff".repeat(16);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "../../../../../../../../../../../../../../../../../../etc/passwd.",
        "00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00f",
        "00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff0",
        "00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF",
        "00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff\n",
        "+0ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff"
      })
  void refusesWhatIsNoHash(String hash) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ThumbnailKey.of(hash, ThumbnailSize.PIXELS_128))
        .withMessageContaining("64 hexadecimal digits");
  }

  @Test
  void makesAPathOfTheHash() {
    assertThat(ThumbnailKey.of(HASH, ThumbnailSize.PIXELS_256).path())
        .hasToString("00/" + HASH + "-256-v1.jpg");
  }

  @Test
  void isKnownAgainByItsFilesName() {
    long seed = new Random().nextLong();
    byte[] hash = new byte[32];
    new Random(seed).nextBytes(hash);
    for (ThumbnailSize size : ThumbnailSize.values()) {
      ThumbnailKey key = ThumbnailKey.of(HexFormat.of().formatHex(hash), size);

      assertThat(ThumbnailKey.ofName(key.path().getFileName().toString()))
          .as("seed %d", seed)
          .contains(key);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-300-v1.jpg", "-128-v2.jpg", "-128-v1.jpeg", "-0128-v1.jpg", ".jpg"})
  void doesNotKnowOtherFiles(String end) {
    assertThat(ThumbnailKey.ofName(HASH + end)).isEmpty();
  }
}
