package dev.lince.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.app.cli.Found.Match;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoundTextTest {
  private static final Match STRONG = new Match(3, 0.95, "strong", "a \"b\".jpg");
  private static final Match WEAK = new Match(1, 0.5, "weak", "x\u001b[2Jy.png");

  @Test
  void hasALineForEachHitAndOneWhereTheConfidentOnesEnd() {
    Found found = new Found(List.of(STRONG, WEAK), 1, false);

    assertThat(FoundText.table(found, true).lines())
        .containsExactly(
            "  0.9500  strong  a \"b\".jpg",
            "  -- confident up to here; what follows may be chance --",
            "  0.5000  weak    x\uFFFD[2Jy.png");
    assertThat(FoundText.table(found, false).lines()).hasSize(2);
  }

  @Test
  void saysWhereNothingIsCertainAndNothingWhereAllIsOrNobodyKnows() {
    assertThat(FoundText.table(new Found(List.of(WEAK), 0, false), true).lines())
        .startsWith("  -- nothing is certain; what follows may be chance --");
    assertThat(FoundText.table(new Found(List.of(STRONG), 1, false), true).lines()).hasSize(1);
    assertThat(
            FoundText.table(new Found(List.of(new Match(1, 1, null, "a")), null, false), true)
                .lines())
        .containsExactly("  1.0000  a");
  }

  @Test
  void saysWhenNothingIsSimilarEnough() {
    assertThat(FoundText.table(new Found(List.of(), 0, false), true).lines())
        .containsExactly("  nothing that similar");
  }

  @Test
  void isOneLineOfJsonThatBeginsWithWhatWasAsked() {
    byte[] answer = "{\"results\":[]}".getBytes(StandardCharsets.UTF_8);

    assertThat(FoundText.json("file", "q \"1\".jpg", answer).lines())
        .containsExactly("{\"file\":\"q \\\"1\\\".jpg\",\"results\":[]}");
  }

  @Test
  void writesFloatsAsShortAsTheyReadBack() {
    assertThat(VectorLine.of("text", "ñ", "visual", new float[] {0.1f, -1f, 1e-5f, 1f / 3}))
        .isEqualTo(
            "{\"text\":\"ñ\",\"space\":\"visual\",\"embedding\":[0.1,-1.0,1.0E-5,0.33333334]}");
  }
}
