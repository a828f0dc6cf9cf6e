package dev.lince.store;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What changes in the words that people keep with an image. What is to go and is not there, or is
 * to come and is there, does not matter.
 *
 * @param addTags to the letter
 * @param removeTags none of which is to be added
 * @param putMetadata over the values that its keys have
 * @param removeMetadata keys, none of which is to be put
 */
public record LabelChange(
    Set<String> addTags,
    Set<String> removeTags,
    Map<String, String> putMetadata,
    Set<String> removeMetadata) {

  /**
   * Copies the collections; throws {@link IllegalArgumentException} for what contradicts itself.
   */
  public LabelChange {
    addTags = Set.copyOf(addTags);
    removeTags = Set.copyOf(removeTags);
    putMetadata = Map.copyOf(putMetadata);
    removeMetadata = Set.copyOf(removeMetadata);
    for (String tag : addTags) {
      if (removeTags.contains(tag)) {
        throw new IllegalArgumentException("The tag «%s» is to come and to go.".formatted(tag));
      }
    }
    for (String key : putMetadata.keySet()) {
      if (removeMetadata.contains(key)) {
        throw new IllegalArgumentException(
            "The metadata «%s» are to come and to go.".formatted(key));
      }
    }
  }

  /** The record as it is afterwards. */
  public ImageRecord of(ImageRecord image) {
    Set<String> tags = new HashSet<>(image.tags());
    tags.removeAll(removeTags);
    tags.addAll(addTags);
    Map<String, String> metadata = new HashMap<>(image.metadata());
    metadata.keySet().removeAll(removeMetadata);
    metadata.putAll(putMetadata);
    return image.labelled(tags, metadata);
  }
}
