package dev.lince.app.http.images;

import dev.lince.app.http.Percent;
import dev.lince.library.Removal;
import dev.lince.library.Restored;
import dev.lince.store.ImageRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How what was taken out, and what came back, looks. */
final class RemovalJson {
  private RemovalJson() {}

  static Map<String, @Nullable Object> of(Removal removal, List<ImageRecord> first) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("removed", removal.images());
    members.put("files", removal.files());
    members.put("undo", removal.token());
    members.put("images", first.stream().map(RemovalJson::image).toList());
    return members;
  }

  /** A picture in few words. */
  static Map<String, Object> image(ImageRecord image) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", image.id());
    members.put("path", path(image.path()));
    return members;
  }

  static Map<String, Object> of(Removal removal) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("undo", removal.token());
    members.put("at", removal.at().toString());
    members.put("images", removal.images());
    members.put("files", removal.files());
    members.put("first", removal.paths().stream().map(RemovalJson::path).toList());
    return members;
  }

  static Map<String, Object> of(Restored restored) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("restored", restored.back().stream().map(RemovalJson::back).toList());
    members.put("failed", restored.failed().stream().map(RemovalJson::failed).toList());
    return members;
  }

  private static Map<String, Object> back(Restored.Back back) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", back.id());
    members.put("was", back.was());
    members.put("path", path(back.path()));
    return members;
  }

  private static Map<String, Object> failed(Restored.Failed failed) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("path", path(failed.path()));
    members.put("detail", failed.reason());
    return members;
  }

  private static String path(String inside) {
    return "/static/" + Percent.encodePath(inside);
  }
}
