package dev.lince.store;

import dev.lince.image.AverageColour;
import dev.lince.image.ImageType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one image of the library.
 *
 * @param id positive, given by the store, never given twice
 * @param path inside the library: NFC, segments separated by {@code /}, no leading slash; unique
 * @param contentHash SHA-256 of the file in lower-case hex; empty where the file was not looked at
 *     yet, see {@link #isDescribed}
 * @param type by content; null where the file was not looked at yet
 * @param bytes size of the file
 * @param width upright, in pixels
 * @param height upright, in pixels
 * @param colour of the picture; null where nobody has looked at its pixels since there are colours
 * @param modified the file's own time, in milliseconds
 * @param taken when the picture was taken, as its EXIF says, in milliseconds; null where unknown
 * @param added when the library first took it in, in milliseconds
 */
public record ImageRecord(
    int id,
    String path,
    String contentHash,
    @Nullable ImageType type,
    long bytes,
    int width,
    int height,
    @Nullable AverageColour colour,
    Instant modified,
    @Nullable Instant taken,
    Instant added,
    Set<String> tags,
    Map<String, String> metadata) {

  /** Copies the collections. */
  public ImageRecord {
    if (id < 1) {
      throw new IllegalArgumentException(
          "The id of %s is %d; ids are positive.".formatted(path, id));
    }
    tags = Set.copyOf(tags);
    metadata = Map.copyOf(metadata);
  }

  /**
   * The record of a row that another program wrote: nothing but id and path is known of it, numbers
   * are 0 and dates the epoch.
   */
  public static ImageRecord undescribed(int id, String path) {
    return new ImageRecord(
        id, path, "", null, 0, 0, 0, null, Instant.EPOCH, null, Instant.EPOCH, Set.of(), Map.of());
  }

  /**
   * Whether anyone has looked at the file: not where another program wrote the vector, and no
   * ingest has come by since.
   */
  public boolean isDescribed() {
    return !contentHash.isEmpty();
  }

  /**
   * The record that {@code image} becomes under a new id.
   *
   * @param added now; cut to milliseconds
   */
  public static ImageRecord created(int id, NewImage image, Instant added) {
    return of(id, image, added.truncatedTo(ChronoUnit.MILLIS), image.tags(), image.metadata());
  }

  /** The record that {@code image} becomes where its path has this one already. */
  public ImageRecord replacedBy(NewImage image) {
    return of(id, image, added, tags, metadata);
  }

  /** The same with other tags and metadata. */
  ImageRecord labelled(Set<String> otherTags, Map<String, String> otherMetadata) {
    return new ImageRecord(
        id,
        path,
        contentHash,
        type,
        bytes,
        width,
        height,
        colour,
        modified,
        taken,
        added,
        otherTags,
        otherMetadata);
  }

  private static ImageRecord of(
      int id, NewImage image, Instant added, Set<String> tags, Map<String, String> metadata) {
    return new ImageRecord(
        id,
        image.path(),
        image.contentHash(),
        image.type(),
        image.bytes(),
        image.width(),
        image.height(),
        image.colour(),
        image.modified(),
        image.taken(),
        added,
        tags,
        metadata);
  }
}
