package dev.lince.library;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A picture that somebody adds.
 *
 * @param bytes of the file; nobody writes to them any more
 * @param path below the uploads: 1 to 8 segments of letters, digits, space and {@code . _ -}; its
 *     ending is made that of the content; null where the library is to choose one
 */
public record NewPicture(
    byte[] bytes, @Nullable String path, Set<String> tags, Map<String, String> metadata) {
  /** Copies the collections. */
  public NewPicture {
    tags = Set.copyOf(tags);
    metadata = Map.copyOf(metadata);
  }
}
