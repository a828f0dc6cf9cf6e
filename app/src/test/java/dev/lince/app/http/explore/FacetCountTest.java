package dev.lince.app.http.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.store.Filter;
import dev.lince.store.ImageRecord;
import dev.lince.store.MemoryStore;
import dev.lince.store.NewImage;
import dev.lince.store.RandomImages;
import dev.lince.store.TestSeed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FacetCountTest {
  private final Random random = TestSeed.random("FacetCount");
  private final RandomImages images = new RandomImages(random, 4);
  private final MemoryStore store = new MemoryStore();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void saysHowManyPicturesEachFilterLeaves() {
    putDrawn(200);

    Facets facets = FacetCount.of(Filter.ALL, store);

    assertThat(facets.complete()).isTrue();
    assertThat(facets.folders())
        .hasSizeGreaterThan(3)
        .allSatisfy(
            folder ->
                assertThat(store.count(new Filter.InFolder(folder.folder())))
                    .isEqualTo(folder.images()));
    assertThat(facets.folders()).extracting(Facets.Folder::folder).isSorted();
    assertThat(facets.tags())
        .hasSizeGreaterThan(3)
        .allSatisfy(
            tag -> assertThat(store.count(new Filter.HasTag(tag.tag()))).isEqualTo(tag.images()));
    assertThat(facets.types().stream().mapToInt(Facets.Type::images).sum()).isEqualTo(200);
    assertMostFirst(facets.tags().stream().map(Facets.Tag::images).toList());
    assertMostFirst(facets.types().stream().map(Facets.Type::images).toList());
  }

  private static void assertMostFirst(List<Integer> counts) {
    assertThat(counts).isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void saysFromWhenToWhen() {
    putDrawn(50);
    List<ImageRecord> all = new ArrayList<>();
    store.scan(Filter.ALL, one -> all.add(one.image()));

    Facets facets = FacetCount.of(Filter.ALL, store);

    List<Instant> taken =
        all.stream().map(ImageRecord::taken).filter(Objects::nonNull).sorted().toList();
    assertThat(facets.taken())
        .isEqualTo(new Facets.Span(taken.getFirst().toString(), taken.getLast().toString()));
    assertThat(facets.added()).isNotNull();
  }

  @Test
  void countsTheNewestAndSaysSo() {
    store.upsert(
        List.of(image("old/a.jpg", "old"), image("new/b.jpg", "new"), image("new/c.jpg", "new")));

    Facets newest = FacetCount.of(Filter.ALL, store, 2);

    assertThat(newest.complete()).isFalse();
    assertThat(newest.folders()).containsExactly(new Facets.Folder("new", 2));
    assertThat(newest.tags()).containsExactly(new Facets.Tag("new", 2));
    assertThat(FacetCount.of(Filter.ALL, store, 3).complete()).isTrue();
  }

  @Test
  void countsOnlyWhatIsSeen() {
    store.upsert(List.of(image("a/x.jpg", "t"), image("b/y.jpg", "t")));

    Facets facets = FacetCount.of(new Filter.InFolder("a"), store);

    assertThat(facets.folders()).containsExactly(new Facets.Folder("a", 1));
    assertThat(facets.tags()).containsExactly(new Facets.Tag("t", 1));
  }

  @Test
  void keepsTheLargestOfTooManyFoldersAndSaysSo() {
    List<NewImage> batch = new ArrayList<>();
    for (int i = 0; i <= FacetCount.MOST_VALUES; i++) {
      batch.add(image("f%04d/x.jpg".formatted(i), "t"));
    }
    batch.add(image("f1000/y.jpg", "t"));
    store.upsert(batch);

    Facets facets = FacetCount.of(Filter.ALL, store);

    assertThat(facets.complete()).isFalse();
    assertThat(facets.folders())
        .hasSize(FacetCount.MOST_VALUES)
        .contains(new Facets.Folder("f1000", 2))
        .doesNotContain(new Facets.Folder("f0999", 1));
  }

  @Test
  void saysNothingOfAnEmptyLibrary() {
    assertThat(FacetCount.of(Filter.ALL, store))
        .isEqualTo(new Facets(List.of(), List.of(), List.of(), null, null, true));
  }

  private void putDrawn(int count) {
    List<NewImage> batch = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      batch.add(images.image("i%d.jpg".formatted(i)));
    }
    store.upsert(batch);
  }

  private NewImage image(String path, String tag) {
    return RandomImages.plain(path, Set.of(tag), images.vector());
  }
}
