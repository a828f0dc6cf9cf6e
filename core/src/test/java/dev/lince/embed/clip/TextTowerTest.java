package dev.lince.embed.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lince.embed.EmbedException.ModelBroken;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Exports that differ from the default one; the default is proven by the golden texts. */
class TextTowerTest {
  private static final Path VARIANTS = Golden.TINY.resolveSibling("variants");

  @Test
  void givesAnExportOfFixedLengthIdsOf32BitsPaddedWithTheEnd() {
    try (TextTower tower = TextTower.open(VARIANTS.resolve("text-int32-77.onnx"), 1)) {
      assertIsDirection(tower.embed(new long[] {3, 7, 2}), 3, 7, 2, 2);
    }
  }

  @Test
  void givesAnExportThatAsksForAMaskTheTokensThatCount() {
    try (TextTower tower = TextTower.open(VARIANTS.resolve("text-mask.onnx"), 1)) {
      assertIsDirection(tower.embed(new long[] {3, 7, 2}), 12, 3);
    }
  }

  @Test
  void refusesATextLongerThanAnExportTakes() {
    try (TextTower tower = TextTower.open(VARIANTS.resolve("text-int32-77.onnx"), 1)) {
      assertThatThrownBy(() -> tower.embed(new long[78]))
          .isInstanceOf(ModelBroken.class)
          .hasMessageContaining("takes 77 tokens, but config.json lets texts have 78");
    }
  }

  private static void assertIsDirection(float[] unit, float... expected) {
    assertThat(unit).hasSameSizeAs(expected);
    assertThat(Golden.cosine(unit, expected)).isEqualTo(1, within(1e-6));
  }
}
