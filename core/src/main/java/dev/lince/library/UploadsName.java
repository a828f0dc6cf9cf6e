package dev.lince.library;

import dev.lince.store.Filter;
import dev.lince.store.ImageStore;
import dev.lince.store.StoreException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/**
 * Under which name the uploads are a folder of the library: {@code uploads}, unless an image folder
 * has pictures under that name. It is chosen once, and the store remembers it.
 */
final class UploadsName {
  private static final String NOTE = "uploads";
  private static final String USUAL = "uploads";
  private static final String OTHERWISE = "lince-uploads";

  private UploadsName() {}

  static String of(ImageStore store, List<ImageFolder> folders) {
    Optional<String> before = find(store);
    if (before.isPresent()) {
      return before.get();
    }
    String name = isTaken(store, folders) ? OTHERWISE : USUAL;
    try {
      return store.notes().putIfAbsent(NOTE, name);
    } catch (StoreException.ReadOnly nothingIsAddedHere) {
      return name;
    }
  }

  /** The one that was chosen; empty where none was. */
  static Optional<String> find(ImageStore store) {
    return store.notes().find(NOTE);
  }

  private static boolean isTaken(ImageStore store, List<ImageFolder> folders) {
    return folders.stream()
            .anyMatch(
                folder ->
                    folder.name().equals(USUAL)
                        || (folder.name().isEmpty()
                            && Files.exists(folder.folder().resolve(USUAL))))
        || store.count(new Filter.InFolder(USUAL)) > 0;
  }
}
