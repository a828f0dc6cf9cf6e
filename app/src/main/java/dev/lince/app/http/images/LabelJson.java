package dev.lince.app.http.images;

import dev.lince.app.http.api.JsonFields;
import dev.lince.store.ImageRecord;
import dev.lince.store.LabelChange;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A change of tags and metadata as JSON says it.
 *
 * @param tags that are to be the only ones; empty where tags come and go one by one
 */
record LabelJson(
    Optional<Set<String>> tags,
    Set<String> addTags,
    Set<String> removeTags,
    Map<String, String> putMetadata,
    Set<String> removeMetadata) {

  /** Reads the members of a body; others may be beside them. */
  static LabelJson of(JsonFields body) {
    Optional<Set<String>> tags = body.texts("tags", LabelRules.MOST).map(LabelJson::tags);
    Set<String> add = body.texts("add_tags", LabelRules.MOST).map(LabelJson::tags).orElse(Set.of());
    Set<String> remove =
        body.texts("remove_tags", LabelRules.MOST).map(LabelJson::tags).orElse(Set.of());
    if (tags.isPresent() && !(add.isEmpty() && remove.isEmpty())) {
      throw body.wrong("tags", "either tags, or add_tags and remove_tags, are allowed");
    }
    Map<String, String> put = new LinkedHashMap<>();
    Set<String> gone = new TreeSet<>();
    body.pairs("metadata", LabelRules.MOST)
        .forEach(
            (key, value) -> {
              if (value.isPresent()) {
                put.put(LabelRules.key(key), LabelRules.value(value.get()));
              } else {
                gone.add(LabelRules.key(key));
              }
            });
    for (String tag : add) {
      if (remove.contains(tag)) {
        throw body.wrong("add_tags", "a tag that remove_tags has too is not allowed");
      }
    }
    gone.removeAll(put.keySet());
    return new LabelJson(tags, add, remove, put, gone);
  }

  private static Set<String> tags(List<String> texts) {
    Set<String> tags = new TreeSet<>();
    texts.forEach(text -> tags.add(LabelRules.tag(text)));
    return tags;
  }

  /** Whether it changes nothing whatever the picture has. */
  boolean isEmpty() {
    return tags.isEmpty()
        && addTags.isEmpty()
        && removeTags.isEmpty()
        && putMetadata.isEmpty()
        && removeMetadata.isEmpty();
  }

  /** What changes where no tags replace those of a picture. */
  LabelChange change() {
    return new LabelChange(addTags, removeTags, putMetadata, removeMetadata);
  }

  /** What changes with this picture. */
  LabelChange change(ImageRecord image) {
    if (tags.isEmpty()) {
      return change();
    }
    Set<String> gone = new HashSet<>(image.tags());
    gone.removeAll(tags.get());
    return new LabelChange(tags.get(), gone, putMetadata, removeMetadata);
  }
}
