package dev.lince.store;

import java.util.Comparator;

/** A record with its similarity to the query, as {@link Similarity#of} has it. */
public record Hit(ImageRecord image, double similarity) {
  /** Most similar first; of equally similar ones the lower id. */
  public static final Comparator<Hit> ORDER =
      Comparator.comparingDouble(Hit::similarity)
          .reversed()
          .thenComparingInt(hit -> hit.image().id());
}
