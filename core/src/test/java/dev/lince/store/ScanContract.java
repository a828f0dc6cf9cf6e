package dev.lince.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.store.ImageStore.AfterDelete;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Scanning all images, and drawing some of them. */
public abstract class ScanContract extends StoreContract {
  private static final int DIMENSION = 8;

  @Test
  void scansInTheOrderOfIdsWhateverIsWrittenMeanwhile() {
    RandomImages images = new RandomImages(new Random(3), DIMENSION);
    for (int batch = 0; batch < 4; batch++) {
      int from = batch * 10;
      store.upsert(IntStream.range(from, from + 10).mapToObj(i -> images.image("i" + i)).toList());
    }
    List<Integer> before = scanned(Filter.ALL).stream().map(stored -> stored.image().id()).toList();
    store.upsert(
        List.of(images.at(store.find(before.get(5)).orElseThrow().path(), images.vector())));

    List<Integer> seen = new ArrayList<>();
    store.scan(
        Filter.ALL,
        stored -> {
          if (seen.isEmpty()) {
            store.delete(before.subList(20, 30), AfterDelete.FORGET);
            store.upsert(List.of(images.image("new")));
          }
          seen.add(stored.image().id());
        });

    assertThat(seen).isEqualTo(before).isSorted();
    assertThat(store.count(Filter.ALL)).isEqualTo(31);
  }

  @Test
  void drawsTheSameSampleForTheSameSeed() {
    RandomImages images = new RandomImages(new Random(4), DIMENSION);
    store.upsert(IntStream.range(0, 100).mapToObj(i -> images.image("i" + i)).toList());

    for (int seed = 0; seed < 20; seed++) {
      List<StoredImage> sample = store.sample(10, seed);
      assertThat(sample)
          .hasSize(10)
          .extracting(stored -> stored.image().id())
          .doesNotHaveDuplicates();
      assertThat(store.sample(10, seed))
          .extracting(StoredImage::image)
          .isEqualTo(sample.stream().map(StoredImage::image).toList());
      for (StoredImage stored : sample) {
        StoredImage found = store.findWithVector(stored.image().id()).orElseThrow();
        assertThat(stored.image()).isEqualTo(found.image());
        assertThat(stored.vector()).containsExactly(found.vector());
      }
    }
    assertThat(store.sample(1_000, 1)).hasSize(100);
    assertThat(store.sample(0, 1)).isEmpty();
  }

  @Test
  void drawsEveryImageAboutEquallyOften() {
    RandomImages images = new RandomImages(new Random(5), DIMENSION);
    store.upsert(IntStream.range(0, 50).mapToObj(i -> images.image("i" + i)).toList());
    Map<Integer, Integer> drawn = new HashMap<>();

    for (int seed = 0; seed < 400; seed++) {
      store.sample(10, seed).forEach(stored -> drawn.merge(stored.image().id(), 1, Integer::sum));
    }

    // Binomial with 400 draws of 1 in 5: mean 80, standard deviation 8. Seeds are fixed.
    assertThat(drawn).hasSize(50);
    assertThat(drawn.values()).allSatisfy(count -> assertThat(count).isBetween(80 - 40, 80 + 40));
  }
}
