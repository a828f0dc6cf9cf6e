package dev.lince.library;

import dev.lince.store.ImageRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is kept of images that were taken out together.
 *
 * @param at in milliseconds since the epoch
 * @param files whether their files go with them
 */
record Slip(String token, long at, boolean files, List<Image> images) {
  private static final int FIRST = 10;

  /** What comes back of one image; everything else is read from its file. */
  record Image(
      int id, String path, String contentHash, Set<String> tags, Map<String, String> metadata) {
    static Image of(ImageRecord image) {
      return new Image(
          image.id(), image.path(), image.contentHash(), image.tags(), image.metadata());
    }
  }

  Removal removal(int filesInTrash) {
    return new Removal(
        token,
        Instant.ofEpochMilli(at),
        images.size(),
        filesInTrash,
        images.stream().limit(FIRST).map(Image::path).toList());
  }
}
