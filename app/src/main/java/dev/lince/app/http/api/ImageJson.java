package dev.lince.app.http.api;

import dev.lince.app.http.Percent;
import dev.lince.image.AverageColour;
import dev.lince.image.ImageType;
import dev.lince.store.ImageRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A picture of the library as clients see it, the same in every answer of {@code /api/v1}. */
public final class ImageJson {
  private ImageJson() {}

  /** The members, in their order; to be added to. What nobody has looked at yet is null. */
  public static Map<String, @Nullable Object> of(ImageRecord image) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("id", image.id());
    members.put("path", "/static/" + Percent.encodePath(image.path()));
    members.put("thumbnail", "/api/v1/images/%d/thumbnail".formatted(image.id()));
    members.put("file", "/api/v1/images/%d/file".formatted(image.id()));
    ImageType type = image.type();
    boolean known = image.isDescribed();
    members.put("type", type == null ? null : type.mediaType());
    members.put("bytes", known ? image.bytes() : null);
    members.put("width", known ? image.width() : null);
    members.put("height", known ? image.height() : null);
    AverageColour colour = image.colour();
    members.put("colour", colour == null ? null : colour.toString());
    members.put("taken", text(image.taken()));
    members.put("added", known ? text(image.added()) : null);
    members.put("tags", image.tags().stream().sorted().toList());
    members.put("metadata", new TreeMap<>(image.metadata()));
    return members;
  }

  private static @Nullable String text(@Nullable Instant date) {
    return date == null ? null : date.toString();
  }
}
