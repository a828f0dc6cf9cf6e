package dev.lince.embed.visual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AngleTest {
  @Test
  void agreesWithTheLibraryAllAround() {
    for (int i = 0; i < 10_000; i++) {
      double turns = i / 10_000.0;
      float x = (float) (3 * Math.cos(2 * Math.PI * turns));
      float y = (float) (3 * Math.sin(2 * Math.PI * turns));
      double difference = Math.abs(Angle.turns(x, y) - turns);
      assertThat(Math.min(difference, 1 - difference)).isCloseTo(0, within(1e-4));
    }
  }

  @Test
  void isNeverAWholeTurn() {
    assertThat(Angle.turns(1, -1e-30f)).isZero();
    assertThat(Angle.turns(0, 0)).isZero();
    assertThat(Angle.turns(0, -1)).isEqualTo(.75f);
  }
}
