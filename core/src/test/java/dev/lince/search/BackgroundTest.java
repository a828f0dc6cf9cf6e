package dev.lince.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lince.store.TestSeed;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackgroundTest {
  private static final int SAMPLE = 2000;
  private static final long PICTURES = 100_000;

  /** The same numbers each time: the tolerances hold for most seeds, not for every one. */
  private final DrawnCosines drawn = new DrawnCosines(new Random(25));

  @Test
  void expectsOfANormalBackgroundWhatItsTailHas() {
    Background background = background(drawn.normal(SAMPLE));
    // A mean and a deviation that are each off by two standard errors (4.5 % and 3.2 % of the
    // deviation) change the tail at four deviations by a factor of two.
    assertTail(background, 3, 1.35e-3, 1.6);
    assertTail(background, 4, 3.17e-5, 2);
    assertThat(background.fitsWell()).isTrue();
  }

  @Test
  void expectsOfASkewedBackgroundWhatItsTailHas() {
    Background background = background(drawn.skewed(SAMPLE));
    // Erlang's distribution of four: at 3 and 4 deviations, 10 and 12, the tail is e^−x Σ x^i/i!.
    assertTail(background, 3, 1.03e-2, 2);
    assertTail(background, 4, 2.29e-3, 3);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, .01, .05, .1, .2, .3, .4, .5, .6})
  void isNotWidenedByWhatIsRelated(double share) {
    Background background = background(drawn.withRelated(SAMPLE, share));
    // With 60 % related, 800 pictures remain to fit, and the two kinds touch at 2.5 deviations.
    assertTail(background, 3, 1.35e-3, 5);
    assertThat(background.expectedByChance(DrawnCosines.at(6), PICTURES)).isLessThan(1);
  }

  private static void assertTail(
      Background background, double deviations, double share, double factor) {
    double expected = background.expectedByChance(DrawnCosines.at(deviations), PICTURES);
    assertThat(Math.log(expected))
        .as("the logarithm of the number expected at %s deviations", deviations)
        .isCloseTo(Math.log(share * PICTURES), within(Math.log(factor)));
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 109, 500, 2000})
  void seldomFindsAnythingWhereNothingIs(int size) {
    int found = 0;
    int libraries = 200;
    for (int i = 0; i < libraries; i++) {
      double[] cosines = drawn.normal(size);
      Background background = background(cosines);
      double best = Arrays.stream(cosines).max().orElseThrow();
      found += background.expectedByChance(best, size) <= .1 ? 1 : 0;
    }
    // One in ten by definition: 20 of 200, with a standard deviation of 4.
    assertThat(found).isLessThanOrEqualTo(36);
  }

  @Test
  void saysThatABackgroundLooksLikeNothingItKnows() {
    double[] steps = new double[SAMPLE];
    Arrays.setAll(steps, i -> .2 + .1 * (i % 4) + 1e-3 * drawn.random().nextGaussian());
    assertThat(background(steps).fitsWell()).isFalse();
  }

  @Test
  void anotherScaleChangesNothing() {
    double[] cosines = drawn.withRelated(SAMPLE, .1);
    double[] ofWords = Arrays.stream(cosines).map(x -> .19 + (x - .6) * .4).toArray();
    double expected = background(cosines).expectedByChance(DrawnCosines.at(3.5), PICTURES);
    assertThat(background(ofWords).expectedByChance(.19 + 3.5 * .05 * .4, PICTURES))
        .isCloseTo(expected, within(1e-6 * expected));
  }

  @Test
  void theQueryItselfInTheSampleChangesNothing() {
    double[] cosines = drawn.normal(SAMPLE);
    double[] withItself = Arrays.copyOf(cosines, SAMPLE + 3);
    Arrays.fill(withItself, SAMPLE, SAMPLE + 3, 1);
    assertThat(background(withItself).expectedByChance(.8, PICTURES))
        .isEqualTo(background(cosines).expectedByChance(.8, PICTURES));
    assertThat(background(withItself).expectedByChance(1, PICTURES)).isLessThan(1e-6);
  }

  @Test
  void saysNothingOfASmallLibrary() {
    assertThat(Background.ofCosines(drawn.normal(49))).isEmpty();
    assertThat(Background.ofCosines(new double[0])).isEmpty();
    assertThat(Background.ofCosines(drawn.normal(50))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 0, .7, 1})
  void saysNothingWherePicturesAreAllTheSame(double cosine) {
    double[] same = new double[SAMPLE];
    Arrays.fill(same, cosine);
    assertThat(Background.ofCosines(same)).isEmpty();
  }

  @Test
  void measuresAQueryAgainstTheVectorsOfASample() {
    double[] cosines = drawn.normal(200);
    List<float[]> vectors =
        Arrays.stream(cosines)
            .mapToObj(x -> new float[] {(float) x, (float) Math.sqrt(1 - x * x)})
            .toList();
    Background background =
        Background.of(new float[] {1, 0}, new LibrarySample(vectors, vectors.size())).orElseThrow();
    assertThat(background.expectedByChance(.75, PICTURES))
        .isCloseTo(background(cosines).expectedByChance(.75, PICTURES), within(.01));
  }

  @Test
  void neverExpectsMoreOfAHigherSimilarityAndAlwaysANumber() {
    Random random = TestSeed.random("neverExpectsMoreOfAHigherSimilarityAndAlwaysANumber");
    for (int round = 0; round < 500; round++) {
      double[] cosines = anyCosines(random);
      Background.ofCosines(cosines)
          .ifPresent(background -> assertFalling(background, random.nextLong(2_000_000)));
    }
  }

  private static void assertFalling(Background background, long pictures) {
    double last = pictures;
    for (double similarity = -1; similarity <= 1.0001; similarity += .005) {
      double expected = background.expectedByChance(similarity, pictures);
      assertThat(expected).as("at %s", similarity).isBetween(0.0, last);
      last = expected;
    }
  }

  /** Lumps, ties, single values far off, ramps: what no distribution has. */
  private static double[] anyCosines(Random random) {
    int lumps = 1 + random.nextInt(5);
    double[] centres = random.doubles(lumps, -1, 1).toArray();
    double[] widths = random.doubles(lumps).map(x -> Math.pow(10, -5 * x)).toArray();
    int decimals = 1 + random.nextInt(6);
    double grid = Math.pow(10, decimals);
    return random
        .ints(1 + random.nextInt(2500), 0, lumps)
        .mapToDouble(
            lump -> centres[lump] + widths[lump] * random.nextGaussian() * random.nextDouble())
        .map(cosine -> Math.clamp(Math.rint(cosine * grid) / grid, -1, 1))
        .toArray();
  }

  private static Background background(double[] cosines) {
    return Background.ofCosines(cosines).orElseThrow();
  }
}
