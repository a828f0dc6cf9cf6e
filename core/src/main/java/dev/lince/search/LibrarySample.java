package dev.lince.search;

import dev.lince.store.StoredImage;
import java.util.List;

/**
 * Vectors of pictures drawn at random from the library, against which the hits of any query are
 * measured.
 *
 * @param vectors unit vectors of one dimension, which nobody writes to
 * @param pictures how many the library had when they were drawn
 */
public record LibrarySample(List<float[]> vectors, long pictures) {
  /** Copies the list, not the vectors. */
  public LibrarySample {
    vectors = List.copyOf(vectors);
  }

  /** The vectors of these, which are all there are. */
  public static LibrarySample of(List<StoredImage> images) {
    return of(images, images.size());
  }

  /** The vectors of these, drawn from so many. */
  static LibrarySample of(List<StoredImage> images, long pictures) {
    return new LibrarySample(images.stream().map(StoredImage::vector).toList(), pictures);
  }
}
