package dev.lince.search;

import dev.lince.store.StoredImage;
import java.util.List;

/**
 * Vectors of pictures drawn at random from the library, against which the hits of any query are
 * measured.
 *
 * @param vectors unit vectors of one dimension, which nobody writes to
 */
public record LibrarySample(List<float[]> vectors) {
  /** Copies the list, not the vectors. */
  public LibrarySample {
    vectors = List.copyOf(vectors);
  }

  /** The vectors of these. */
  public static LibrarySample of(List<StoredImage> images) {
    return new LibrarySample(images.stream().map(StoredImage::vector).toList());
  }
}
