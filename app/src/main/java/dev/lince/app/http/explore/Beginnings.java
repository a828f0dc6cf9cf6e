package dev.lince.app.http.explore;

import dev.lince.app.http.api.ImageJson;
import dev.lince.store.ImageRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Queries to begin with, made from the library itself, as clients see them. */
final class Beginnings {
  /** How many there are, in a library that has so many pictures. */
  static final int COUNT = 3;

  private Beginnings() {}

  /**
   * A picture, a folder and a tag; further pictures in the place of what there is not.
   *
   * @param pictures those of the mosaic, as many as there are queries where there are so many
   */
  static List<Map<String, @Nullable Object>> of(Mosaic mosaic, List<ImageRecord> pictures) {
    List<Map<String, @Nullable Object>> queries = new ArrayList<>();
    Facets.Folder folder = mosaic.folder();
    if (folder != null && folder.images() > 0) {
      queries.add(query("folder", folder.folder(), folder.images()));
    }
    Facets.Tag tag = mosaic.tag();
    if (tag != null && tag.images() > 0) {
      queries.add(query("tag", tag.tag(), tag.images()));
    }
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    pictures.stream().limit(COUNT - queries.size()).forEach(one -> all.add(query(one)));
    all.addAll(queries);
    return all;
  }

  private static Map<String, @Nullable Object> query(ImageRecord picture) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("kind", "id");
    members.putAll(ImageJson.of(picture));
    return members;
  }

  private static Map<String, @Nullable Object> query(String kind, String value, int images) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("kind", kind);
    members.put(kind, value);
    members.put("images", images);
    return members;
  }
}
