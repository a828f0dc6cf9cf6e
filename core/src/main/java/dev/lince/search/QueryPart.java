package dev.lince.search;

/**
 * One term of the sum that a query is.
 *
 * @param source what it is made of
 * @param weight −{@value #MAX_WEIGHT} to {@value #MAX_WEIGHT}; below 0: less like this
 */
public record QueryPart(Source source, double weight) {
  /** The largest weight, up and down. */
  public static final double MAX_WEIGHT = 100;

  /** Throws {@link IllegalArgumentException} for a weight out of range. */
  public QueryPart {
    if (!(Math.abs(weight) <= MAX_WEIGHT)) {
      throw new IllegalArgumentException(
          "A weight is %s; %s to %s is allowed.".formatted(weight, -MAX_WEIGHT, MAX_WEIGHT));
    }
  }

  /** What a unit vector is made of. */
  public sealed interface Source {
    /**
     * A picture.
     *
     * @param bytes encoded; nobody writes to them
     * @param region what of it counts
     */
    record Image(byte[] bytes, Region region) implements Source {}

    /** A picture of the library. */
    record Stored(int id) implements Source {}

    /** Words. */
    record Words(String text) implements Source {}

    /** The {@link SearchAnswer#query} of an answer. */
    record Composed(String token) implements Source {}
  }
}
