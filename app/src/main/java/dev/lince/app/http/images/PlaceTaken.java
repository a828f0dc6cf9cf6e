package dev.lince.app.http.images;

import dev.lince.app.http.Refused;
import dev.lince.image.GpsPosition;
import dev.lince.image.ImageDecoder;
import dev.lince.image.ImageRefused;
import dev.lince.store.ImageRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a picture was taken, for those who want to show that. It is in no store: it is read from
 * the file when it is asked for.
 *
 * @param exposed whether it is told
 */
record PlaceTaken(Originals originals, ImageDecoder decoder, boolean exposed) {

  /** Adds {@code gps} to what is told of one picture; null where no place is known. */
  void addTo(Map<String, @Nullable Object> members, ImageRecord image) {
    if (exposed) {
      members.put("gps", position(image).map(PlaceTaken::json).orElse(null));
    }
  }

  private Optional<GpsPosition> position(ImageRecord image) {
    try {
      return decoder.position(originals.read(image));
    } catch (Refused | ImageRefused notReadable) {
      return Optional.empty();
    }
  }

  private static Map<String, Double> json(GpsPosition position) {
    Map<String, Double> members = new LinkedHashMap<>();
    members.put("latitude", position.latitude());
    members.put("longitude", position.longitude());
    return members;
  }
}
