package dev.lince.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PageEndTest {
  @Test
  void isBeforeWhatIsLessSimilarOrAsSimilarWithAHigherId() {
    PageEnd end = new PageEnd(0.5, 7, 10);

    assertThat(end.isBefore(0.499999, 1)).isTrue();
    assertThat(end.isBefore(0.5, 8)).isTrue();
    assertThat(end.isBefore(0.5, 7)).isFalse();
    assertThat(end.isBefore(0.5, 6)).isFalse();
    assertThat(end.isBefore(0.500001, 99)).isFalse();
  }

  @Test
  void refusesWhatNoPageEndsWith() {
    assertThatIllegalArgumentException().isThrownBy(() -> new PageEnd(0.5, 1, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PageEnd(0.5, 1, PageEnd.MAX_RANK + 1))
        .withMessageContaining("10000");
    assertThatIllegalArgumentException().isThrownBy(() -> new PageEnd(Double.NaN, 1, 1));
  }
}
