package dev.lince.store;

import dev.lince.image.AverageColour;
import dev.lince.image.ImageType;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Draws images, vectors and filters for tests; everything follows from the random numbers given.
 */
public final class RandomImages {
  private static final List<String> FOLDERS =
      List.of("", "a/", "a/b/", "a/b/c/", "ab/", "niño/", "日本/2024/");
  private static final List<String> TAGS = List.of("cat", "Cat", "dog", "sea side", "é");
  private static final List<String> KEYS = List.of("camera", "k", "kv");
  private static final List<String> VALUES = List.of("v", "vv", "", "Nikon: D90");
  private static final Instant FIRST_DAY = Instant.parse("2001-02-03T04:05:06.789Z");

  private final Random random;
  private final int dimension;

  /** Images whose vectors have {@code dimension} values. */
  public RandomImages(Random random, int dimension) {
    this.random = random;
    this.dimension = dimension;
  }

  /** An image of that name in some folder; the same name may come to lie in several. */
  public NewImage image(String name) {
    return at(one(FOLDERS) + name, vector());
  }

  /** An image of that path and vector; everything else is drawn. */
  public NewImage at(String path, float[] vector) {
    return new NewImage(
        path,
        "%064x".formatted(random.nextLong() & Long.MAX_VALUE),
        one(List.of(ImageType.values())),
        random.nextLong(1L << 40),
        1 + random.nextInt(10),
        1 + random.nextInt(10),
        random.nextInt(3) == 0 ? null : new AverageColour(random.nextInt(1 << 24)),
        date(),
        random.nextInt(3) == 0 ? null : date(),
        tags(),
        metadata(),
        vector);
  }

  /** An image of that path and vector with nothing else of interest. */
  public static NewImage plain(String path, float... vector) {
    return plain(path, Set.of(), vector);
  }

  /** An image of that path, tags and vector with nothing else of interest. */
  public static NewImage plain(String path, Set<String> tags, float... vector) {
    @Nullable Instant taken = null;
    return new NewImage(
        path, "00", ImageType.PNG, 1, 1, 1, null, FIRST_DAY, taken, tags, Map.of(), vector);
  }

  /** A vector of any direction, of length 1 but for rounding. */
  public float[] vector() {
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return normalized(vector);
  }

  /** A vector near another one: the larger {@code distance}, the less. */
  public float[] near(float[] centre, double distance) {
    float[] vector = vector();
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) (centre[i] + distance * vector[i]);
    }
    return normalized(vector);
  }

  private static float[] normalized(float[] vector) {
    double length = Math.sqrt(Similarity.dot(vector, vector));
    float[] unit = new float[vector.length];
    for (int i = 0; i < vector.length; i++) {
      unit[i] = (float) (vector[i] / length);
    }
    return unit;
  }

  /** A filter of any kind, nested at most {@code depth} deep. */
  public Filter filter(int depth) {
    int kinds = depth > 0 ? 11 : 8;
    return switch (random.nextInt(kinds)) {
      case 0 -> new Filter.InFolder(one(List.of("a", "a/b", "ab", "日本", "niño", "b", "")));
      case 1 -> new Filter.HasTag(one(TAGS));
      case 2 -> new Filter.HasMetadata(one(KEYS), one(VALUES));
      case 3 -> new Filter.OfType(one(List.of(ImageType.values())));
      case 4 -> new Filter.Width(random.nextInt(12), random.nextInt(12));
      case 5 -> new Filter.Height(random.nextInt(12), random.nextInt(12));
      case 6 -> new Filter.Taken(bound(), bound());
      case 7 -> new Filter.Added(bound(), bound());
      case 8 -> new Filter.And(filters(depth - 1));
      case 9 -> new Filter.Or(filters(depth - 1));
      default -> new Filter.Not(filter(depth - 1));
    };
  }

  private List<Filter> filters(int depth) {
    return random.ints(random.nextInt(4)).mapToObj(i -> filter(depth)).toList();
  }

  private Instant bound() {
    return switch (random.nextInt(8)) {
      case 0 -> Instant.MIN;
      case 1 -> Instant.MAX;
      case 2 -> date().plusNanos(1);
      case 3 -> date().minusNanos(1);
      default -> date();
    };
  }

  /** One of a few days, so that dates meet. */
  public Instant date() {
    return FIRST_DAY.plusSeconds(86_400L * random.nextInt(20));
  }

  private Set<String> tags() {
    Set<String> tags = new HashSet<>();
    while (random.nextInt(2) == 0) {
      tags.add(one(TAGS));
    }
    return tags;
  }

  private Map<String, String> metadata() {
    return random.nextBoolean() ? Map.of() : Map.of(one(KEYS), one(VALUES));
  }

  private <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
