package dev.lince.app.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lince.search.SearchException;
import org.junit.jupiter.api.Test;

class UploadBudgetTest {
  private static final long MIB = 1 << 20;

  @Test
  void refusesWhatWouldNotFitBesideTheOthers() {
    UploadBudget budget = UploadBudget.of(8 * MIB, 40 * MIB);
    UploadBudget.Share first = budget.take(6 * MIB);

    assertThatThrownBy(() -> budget.take(5 * MIB)).isInstanceOf(SearchException.Overloaded.class);
    first.close();
    budget.take(5 * MIB).close();
  }

  @Test
  void hasRoomForOnePictureHoweverSmallTheHeap() {
    UploadBudget.of(8 * MIB, MIB).take(8 * MIB).close();
  }
}
