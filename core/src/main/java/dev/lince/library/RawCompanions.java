package dev.lince.library;

import dev.lince.image.ImageType;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Cameras write {@code IMG_1.CR2} and {@code IMG_1.JPG} side by side, and both are one picture: the
 * JPEG (or HEIC) counts, and the raw file is passed over. Names decide, the case of their endings
 * aside; what they hold is not looked at.
 */
final class RawCompanions {
  private RawCompanions() {}

  /** Of these paths the raw files that have a JPEG or HEIC of the same name in the same folder. */
  static Set<String> of(Collection<String> paths) {
    Set<String> pictures = new HashSet<>();
    for (String path : paths) {
      if (endsLike(path, ImageType.JPEG) || endsLike(path, ImageType.HEIC)) {
        pictures.add(withoutEnding(path));
      }
    }
    return paths.stream()
        .filter(path -> endsLike(path, ImageType.RAW) && pictures.contains(withoutEnding(path)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean endsLike(String path, ImageType type) {
    int dot = path.lastIndexOf('.');
    return dot >= 0 && type.extensions().contains(path.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  private static String withoutEnding(String path) {
    return path.substring(0, path.lastIndexOf('.'));
  }
}
