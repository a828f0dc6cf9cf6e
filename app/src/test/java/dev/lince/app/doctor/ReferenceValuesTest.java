package dev.lince.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The comparison with the published values, at the edges of what is allowed. */
class ReferenceValuesTest {
  @Test
  void takesATextWhoseFirstValuesAreThePublishedOnes() {
    assertThat(
            ReferenceTextCheck.compare(new float[] {.0083f, .0103f, -.0138f, .0199f, -.0069f, 9}))
        .isInstanceOf(Outcome.Ok.class);
    assertThat(
            ReferenceTextCheck.compare(new float[] {.0092f, .0094f, -.0129f, .0208f, -.0078f, 9}))
        .isInstanceOf(Outcome.Ok.class);
  }

  @Test
  void refusesATextOfWhichOneValueIsAnother() {
    float[] published = {.0083f, .0103f, -.0138f, .0199f, -.0069f};
    for (int i = 0; i < published.length; i++) {
      float[] other = published.clone();
      other[i] += 0.0012f;
      assertThat(ReferenceTextCheck.compare(other)).isInstanceOf(Outcome.Problem.class);
      other[i] = Float.NaN;
      assertThat(ReferenceTextCheck.compare(other)).isInstanceOf(Outcome.Problem.class);
    }
  }

  @Test
  void takesCosinesWithinTwoThousandthsOfThePublishedOnes() {
    assertThat(ReferencePictureCheck.compare(List.of(0.245701, 0.193049)))
        .isInstanceOf(Outcome.Ok.class);
    assertThat(ReferencePictureCheck.compare(List.of(0.2476, 0.1912)))
        .isInstanceOf(Outcome.Ok.class);
    assertThat(ReferencePictureCheck.compare(List.of(0.2478, 0.193049)))
        .isInstanceOf(Outcome.Problem.class);
    assertThat(ReferencePictureCheck.compare(List.of(0.245701, Double.NaN)))
        .isInstanceOf(Outcome.Problem.class);
    assertThat(ReferencePictureCheck.compare(List.of(0.193049, 0.245701)).found())
        .contains("\"a photo of a cat\" 0.193049 (published 0.245701)");
  }

  @Test
  void measuresTheCosineOfUnitVectors() {
    assertThat(ReferenceValues.cosine(new float[] {.6f, .8f}, new float[] {1, 0}))
        .isCloseTo(.6f, within(1e-9));
  }
}
