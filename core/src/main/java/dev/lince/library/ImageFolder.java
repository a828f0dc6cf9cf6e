package dev.lince.library;

import dev.lince.store.Filter;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder whose pictures belong to the library.
 *
 * @param name the first segment of its pictures' paths; empty for the one folder whose pictures
 *     keep plain paths
 * @param folder where it lies
 */
public record ImageFolder(String name, Path folder) {
  /** Which images of a store lie in these folders. */
  public static Filter filter(List<ImageFolder> folders) {
    return folders.stream().anyMatch(folder -> folder.name().isEmpty())
        ? Filter.ALL
        : new Filter.Or(
            folders.stream().<Filter>map(folder -> new Filter.InFolder(folder.name())).toList());
  }

  /** Whether a path of the library lies in this folder. */
  boolean owns(String path) {
    return name.isEmpty() || path.startsWith(name + "/");
  }
}
