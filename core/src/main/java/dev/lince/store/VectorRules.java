package dev.lince.store;

import java.util.Optional;
import java.util.OptionalInt;

/** What a vector must be like to be stored or asked for, the same in every store. */
public final class VectorRules {
  private VectorRules() {}

  /**
   * Why a vector is refused, as a sentence; empty if it is a unit vector of finite values.
   *
   * @param dimension of the store; empty where the first vector still decides it
   */
  public static Optional<String> whyRefused(float[] vector, OptionalInt dimension) {
    if (dimension.isPresent() && vector.length != dimension.getAsInt()) {
      return Optional.of(
          "The vector has %d dimensions; those of this library have %d."
              .formatted(vector.length, dimension.getAsInt()));
    }
    for (int i = 0; i < vector.length; i++) {
      if (!Float.isFinite(vector[i])) {
        return Optional.of(
            "Value %d of the vector is %s; all must be finite numbers.".formatted(i, vector[i]));
      }
    }
    if (!Similarity.isUnit(vector)) {
      return Optional.of(
          "The length of the vector is %s; 1 within %s is allowed."
              .formatted(Math.sqrt(Similarity.dot(vector, vector)), Similarity.UNIT_TOLERANCE));
    }
    return Optional.empty();
  }
}
