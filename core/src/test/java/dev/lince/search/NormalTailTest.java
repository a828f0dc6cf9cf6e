package dev.lince.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalTailTest {
  @ParameterizedTest
  @CsvSource({
    "-3, 0.998650101968370",
    "-1, 0.841344746068543",
    "0, 0.5",
    "1, 0.158655253931457",
    "2, 0.0227501319481792",
    "3, 0.00134989803163009",
    "5, 2.86651571879194e-7",
    "10, 7.61985302416053e-24",
    "30, 4.90671392714819e-198"
  })
  void agreesWithPublishedTables(double z, double above) {
    assertThat(NormalTail.logAbove(z)).isCloseTo(Math.log(above), within(1e-9));
  }

  @Test
  void fallsAllTheWay() {
    double last = NormalTail.logAbove(-8);
    for (double z = -7.999; z < 45; z += .001) {
      double next = NormalTail.logAbove(z);
      assertThat(next).as("at %s", z).isFinite().isLessThanOrEqualTo(last);
      last = next;
    }
  }
}
