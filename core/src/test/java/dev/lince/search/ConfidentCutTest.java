package dev.lince.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfidentCutTest {
  private static final int PICTURES = 2000;

  private final DrawnCosines drawn = new DrawnCosines(new Random(26));

  @ParameterizedTest
  @ValueSource(doubles = {.01, .05, .1, .3, .5, .6})
  void endsWhereTheRelatedOnesEnd(double share) {
    double[] cosines = drawn.withRelated(PICTURES, share);
    double[] similarities = descending(cosines);
    int related = (int) (share * PICTURES);
    ConfidentCut cut = background(cosines).confidentCut(similarities, 0, PICTURES);
    // The kinds are five deviations apart: at the best cut fewer than one in a hundred is on the
    // wrong side, and a tenth of strangers is allowed.
    assertThat(cut.confident()).isBetween((int) (.7 * related), (int) (1.2 * related));
  }

  @Test
  void isTheSameForAShortPageAsForTheWholeListWhereManyAreRelated() {
    double[] cosines = drawn.withRelated(PICTURES, .5);
    Background background = background(cosines);
    double[] similarities = descending(cosines);
    ConfidentCut page = background.confidentCut(Arrays.copyOf(similarities, 10), 0, PICTURES);
    assertThat(page.confident()).isEqualTo(10);
    assertThat(page.leastSimilarity())
        .isEqualTo(background.confidentCut(similarities, 0, PICTURES).leastSimilarity());
  }

  @Test
  void aLaterPageKnowsWhatCameBeforeIt() {
    double[] cosines = drawn.withRelated(PICTURES, .005);
    Background background = background(cosines);
    double[] similarities = descending(cosines);
    ConfidentCut all = background.confidentCut(similarities, 0, PICTURES);
    double[] second = Arrays.copyOfRange(similarities, 4, similarities.length);
    assertThat(background.confidentCut(second, 4, PICTURES))
        .isEqualTo(new ConfidentCut(all.confident() - 4, all.leastSimilarity()));
  }

  @Test
  void putsEqualSimilaritiesOnOneSide() {
    double[] cosines = drawn.normal(PICTURES);
    double[] similarities = {.95, .84, .84, .84, .6};
    ConfidentCut cut = background(cosines).confidentCut(similarities, 0, PICTURES);
    assertThat(cut.confident()).isEqualTo(4);
  }

  @Test
  void findsNothingAmongStrangers() {
    double[] cosines = drawn.normal(PICTURES);
    ConfidentCut cut = background(cosines).confidentCut(new double[] {.72, .7, .6}, 0, PICTURES);
    assertThat(cut).isEqualTo(new ConfidentCut(0, Double.POSITIVE_INFINITY));
    assertThat(background(cosines).confidentCut(new double[0], 0, PICTURES).confident()).isZero();
  }

  @Test
  void aLoneCopyInASmallLibraryIsConfident() {
    double[] cosines = drawn.normal(109);
    cosines[40] = DrawnCosines.at(7);
    ConfidentCut cut = background(cosines).confidentCut(descending(cosines), 0, cosines.length);
    assertThat(cut).isEqualTo(new ConfidentCut(1, DrawnCosines.at(7)));
  }

  @Test
  void theNearerOfTwoStylesIsNotTakenForWhatWasLookedFor() {
    double[] cosines = drawn.normal(PICTURES);
    for (int i = 0; i < PICTURES / 2; i++) {
      cosines[i] += 2.2 * DrawnCosines.DEVIATION;
    }
    ConfidentCut cut = background(cosines).confidentCut(descending(cosines), 0, PICTURES);
    assertThat(cut.confident()).isZero();
  }

  @Test
  void gradesByNumberAndCut() {
    assertThat(Grade.of(.001, true)).isEqualTo(Grade.STRONG);
    assertThat(Grade.of(5, true)).isEqualTo(Grade.LIKELY);
    assertThat(Grade.of(.001, false)).isEqualTo(Grade.WEAK);
  }

  private static Background background(double[] cosines) {
    return Background.ofCosines(cosines).orElseThrow();
  }

  private static double[] descending(double[] cosines) {
    return Arrays.stream(cosines).map(x -> -x).sorted().map(x -> -x).toArray();
  }
}
