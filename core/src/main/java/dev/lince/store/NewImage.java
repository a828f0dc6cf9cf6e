package dev.lince.store;

import dev.lince.image.AverageColour;
import dev.lince.image.ImageType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An image on its way into a store, which gives it an id, or the id that its path has already. Tags
 * and metadata of a path that is there already are kept, as is the date it was added.
 *
 * @param vector a unit vector of the store's dimension; nobody writes to it after it was handed
 *     over
 * @see ImageRecord for the other components
 */
public record NewImage(
    String path,
    String contentHash,
    ImageType type,
    long bytes,
    int width,
    int height,
    @Nullable AverageColour colour,
    Instant modified,
    @Nullable Instant taken,
    Set<String> tags,
    Map<String, String> metadata,
    float[] vector) {

  /** Copies the collections and cuts the dates to milliseconds, which is what stores keep. */
  public NewImage {
    modified = modified.truncatedTo(ChronoUnit.MILLIS);
    taken = taken == null ? null : taken.truncatedTo(ChronoUnit.MILLIS);
    tags = Set.copyOf(tags);
    metadata = Map.copyOf(metadata);
  }
}
