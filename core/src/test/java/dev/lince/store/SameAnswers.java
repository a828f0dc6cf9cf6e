package dev.lince.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What must be the same in the answers of every store. */
final class SameAnswers {
  private SameAnswers() {}

  /** Ids may differ between stores, but not the order in which they were given. */
  static void assertSameHits(List<Hit> hits, List<Hit> expected) {
    assertThat(hits)
        .extracting(hit -> withId(hit.image(), 1), Hit::similarity)
        .containsExactlyElementsOf(
            expected.stream().map(hit -> tuple(withId(hit.image(), 1), hit.similarity())).toList());
  }

  static ImageRecord withId(ImageRecord image, int id) {
    return new ImageRecord(
        id,
        image.path(),
        image.contentHash(),
        image.type(),
        image.bytes(),
        image.width(),
        image.height(),
        image.colour(),
        image.modified(),
        image.taken(),
        image.added(),
        image.tags(),
        image.metadata());
  }

  static List<String> pathsOf(MemoryStore oracle, Filter filter) {
    List<StoredImage> images = new ArrayList<>();
    oracle.scan(filter, images::add);
    return images.stream()
        .map(StoredImage::image)
        .sorted(Comparator.comparingInt(ImageRecord::id))
        .map(ImageRecord::path)
        .toList();
  }
}
