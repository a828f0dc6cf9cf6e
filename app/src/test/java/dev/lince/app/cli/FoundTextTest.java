package dev.lince.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.app.cli.Found.Match;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoundTextTest {
  private static final Found FOUND =
      new Found(
          List.of(new Match(3, 0.95, "a \"b\".jpg"), new Match(1, 1, "x\u001b[2Jy.png")), false);

  @Test
  void hasALineForEachHit() {
    assertThat(FoundText.table(FOUND).lines())
        .containsExactly("  0.9500  a \"b\".jpg", "  1.0000  x\uFFFD[2Jy.png");
  }

  @Test
  void saysWhenNothingIsSimilarEnough() {
    assertThat(FoundText.table(new Found(List.of(), false)).lines())
        .containsExactly("  nothing that similar");
  }

  @Test
  void isOneLineOfJson() {
    assertThat(FoundText.json("file", "q.jpg", FOUND).lines())
        .containsExactly(
            "{\"file\":\"q.jpg\",\"results\":[{\"id\":3,\"similarity\":0.95,\"path\":\"a \\\"b\\\".jpg\"},"
                + "{\"id\":1,\"similarity\":1.0,\"path\":\"x\\u001B[2Jy.png\"}]}");
  }

  @Test
  void writesFloatsAsShortAsTheyReadBack() {
    assertThat(VectorLine.of("text", "ñ", "visual", new float[] {0.1f, -1f, 1e-5f, 1f / 3}))
        .isEqualTo(
            "{\"text\":\"ñ\",\"space\":\"visual\",\"embedding\":[0.1,-1.0,1.0E-5,0.33333334]}");
  }
}
