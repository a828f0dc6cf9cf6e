package dev.lince.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lince.store.ImageRecord;
import dev.lince.store.RandomImages;
import dev.lince.store.StoredImage;
import dev.lince.store.TestSeed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FarthestFirstTest {
  private static final double ROUNDING = 1e-4;

  private final Random random = TestSeed.random("FarthestFirst");
  private final RandomImages images = new RandomImages(random, 5);

  @Test
  void takesTheFarthestFromAllBeforeEachTime() {
    for (int run = 0; run < 50; run++) {
      List<StoredImage> all = drawn(1 + random.nextInt(40));

      List<StoredImage> chosen = FarthestFirst.of(all, all.size());

      assertThat(chosen).containsExactlyInAnyOrderElementsOf(all);
      for (int i = 1; i < chosen.size(); i++) {
        List<StoredImage> before = chosen.subList(0, i);
        assertThat(distance(chosen.get(i), before))
            .isCloseTo(radius(all, before), within(ROUNDING));
      }
    }
  }

  @Test
  void coversAtMostTwiceAsBadlyAsTheBestChoiceThereIs() {
    for (int run = 0; run < 20; run++) {
      List<StoredImage> all = drawn(9);

      assertThat(radius(all, FarthestFirst.of(all, 3)))
          .isLessThanOrEqualTo(2 * bestRadiusOfThree(all) + ROUNDING);
    }
  }

  @Test
  void beginsALongerChoiceWithTheShorterOneWhateverTheOrderOfTheImages() {
    List<StoredImage> all = drawn(30);
    List<StoredImage> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, random);

    assertThat(FarthestFirst.of(shuffled, 7)).isEqualTo(FarthestFirst.of(all, 20).subList(0, 7));
  }

  @Test
  void takesWhatLooksTheSameLast() {
    float[] one = images.vector();
    List<StoredImage> all = new ArrayList<>();
    for (int id = 1; id <= 5; id++) {
      all.add(stored(id, one));
    }
    for (int id = 6; id <= 9; id++) {
      all.add(stored(id, images.vector()));
    }

    List<StoredImage> last = FarthestFirst.of(all, 9).subList(5, 9);

    assertThat(last).allSatisfy(image -> assertThat(image.vector()).isEqualTo(one));
  }

  @Test
  void takesAllWhereThereAreFewerAndNoneOfNone() {
    assertThat(FarthestFirst.of(drawn(3), 60)).hasSize(3);
    assertThat(FarthestFirst.of(drawn(3), 0)).isEmpty();
    assertThat(FarthestFirst.of(List.of(), 60)).isEmpty();
  }

  private List<StoredImage> drawn(int count) {
    List<StoredImage> drawn = new ArrayList<>();
    for (int id = 1; id <= count; id++) {
      drawn.add(stored(id, images.vector()));
    }
    return drawn;
  }

  private static StoredImage stored(int id, float[] vector) {
    return new StoredImage(ImageRecord.undescribed(id, id + ".jpg"), vector);
  }

  private static double bestRadiusOfThree(List<StoredImage> all) {
    double best = Double.POSITIVE_INFINITY;
    for (StoredImage a : all) {
      for (StoredImage b : all) {
        for (StoredImage c : all) {
          best = Math.min(best, radius(all, List.of(a, b, c)));
        }
      }
    }
    return best;
  }

  /** How far the farthest image is from the chosen ones. */
  private static double radius(List<StoredImage> all, List<StoredImage> chosen) {
    return all.stream().mapToDouble(image -> distance(image, chosen)).max().orElseThrow();
  }

  private static double distance(StoredImage image, List<StoredImage> chosen) {
    return chosen.stream().mapToDouble(one -> distance(image, one)).min().orElseThrow();
  }

  private static double distance(StoredImage a, StoredImage b) {
    double squares = 0;
    for (int i = 0; i < a.vector().length; i++) {
      double difference = (double) a.vector()[i] - b.vector()[i];
      squares += difference * difference;
    }
    return Math.sqrt(squares);
  }
}
