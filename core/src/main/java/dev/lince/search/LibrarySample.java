package dev.lince.search;

import dev.lince.store.StoredImage;
import java.util.List;

/**
 * Vectors of pictures drawn at random from the library, against which the hits of any query are
 * measured. Immutable.
 */
public final class LibrarySample {
  private final int size;
  private final long pictures;

  /**
   * The first value of each vector, then the second of each: so a compiler can add many at once.
   */
  private final float[][] byDimension;

  /**
   * Copies the vectors.
   *
   * @param vectors unit vectors of one dimension
   * @param pictures how many the library had when they were drawn
   */
  LibrarySample(List<float[]> vectors, long pictures) {
    this.size = vectors.size();
    this.pictures = pictures;
    byDimension = new float[vectors.isEmpty() ? 0 : vectors.getFirst().length][size];
    for (int i = 0; i < size; i++) {
      float[] vector = vectors.get(i);
      for (int dimension = 0; dimension < byDimension.length; dimension++) {
        byDimension[dimension][i] = vector[dimension];
      }
    }
  }

  /** The vectors of these, drawn from so many. */
  static LibrarySample of(List<StoredImage> images, long pictures) {
    return new LibrarySample(images.stream().map(StoredImage::vector).toList(), pictures);
  }

  /** How many were drawn. */
  int size() {
    return size;
  }

  /** How many pictures the library had when these were drawn. */
  long pictures() {
    return pictures;
  }

  /**
   * The cosine of each vector to {@code query}, summed in single precision, which is exact to some
   * millionths: enough for a background, and quicker than {@link dev.lince.store.Similarity}.
   *
   * @param query a unit vector of the sample's dimension
   */
  double[] cosines(float[] query) {
    float[] sums = new float[size];
    for (int dimension = 0; dimension < byDimension.length; dimension++) {
      add(query[dimension], byDimension[dimension], sums);
    }
    double[] cosines = new double[size];
    for (int i = 0; i < size; i++) {
      cosines[i] = sums[i];
    }
    return cosines;
  }

  private static void add(float factor, float[] values, float[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += factor * values[i];
    }
  }
}
