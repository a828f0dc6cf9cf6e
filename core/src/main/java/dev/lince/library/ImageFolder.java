package dev.lince.library;

import java.nio.file.Path;

/**
 * A folder whose pictures belong to the library.
 *
 * @param name the first segment of its pictures' paths; empty for the one folder whose pictures
 *     keep plain paths
 * @param folder where it lies
 */
public record ImageFolder(String name, Path folder) {
  /** Whether a path of the library lies in this folder. */
  boolean owns(String path) {
    return name.isEmpty() || path.startsWith(name + "/");
  }
}
