package dev.lince.app.config;

import dev.lince.library.ImageFolder;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code LINCE_IMAGES}. */
final class ImageFolders {
  /** The name of the folder that uploads go to, which is part of every library. */
  private static final String UPLOADS = "uploads";

  private ImageFolders() {}

  /**
   * The folders, in their order.
   *
   * @param given what is quoted where a folder is refused
   * @param entries each {@code FOLDER} or {@code NAME=FOLDER}
   * @param base from which relative folders count
   */
  static List<ImageFolder> parse(Given given, List<String> entries, Path base) {
    List<ImageFolder> folders = new ArrayList<>();
    for (String entry : entries) {
      if (!entry.isBlank()) {
        folders.add(parse(given, entry.strip(), base));
      }
    }
    if (folders.isEmpty()) {
      throw given.refuse("at least one folder is needed.");
    }
    List<ImageFolder> named =
        folders.size() == 1
            ? folders
            : folders.stream().map(folder -> named(given, folder)).toList();
    requireDistinctNames(given, named);
    requireApart(given, named);
    return List.copyOf(named);
  }

  /** Lince writes into its own folder, and never into one of images. */
  static void requireApart(Given given, List<ImageFolder> folders, Path lince) {
    for (ImageFolder images : folders) {
      if (overlap(images.folder(), lince)) {
        throw given.refuse(
            lince.toString(),
            "a folder apart from the image folder %s is allowed, since Lince never writes there."
                .formatted(images.folder()));
      }
    }
  }

  private static ImageFolder parse(Given given, String entry, Path base) {
    int equals = entry.indexOf('=');
    String name = equals < 0 ? "" : entry.substring(0, equals).strip();
    if (equals < 0 || name.contains("/") || name.contains("\\")) {
      return new ImageFolder("", Folders.path(given, entry, base));
    }
    String folder = entry.substring(equals + 1).strip();
    if (folder.isEmpty()) {
      throw given.refuse(entry, "a folder is needed behind the =.");
    }
    return new ImageFolder(requireName(given, name), Folders.path(given, folder, base));
  }

  private static ImageFolder named(Given given, ImageFolder folder) {
    if (!folder.name().isEmpty()) {
      return folder;
    }
    Path last = folder.folder().getFileName();
    if (last == null) {
      throw given.refuse(
          folder.folder().toString(), "among several folders it needs a name: NAME=FOLDER.");
    }
    return new ImageFolder(requireName(given, last.toString()), folder.folder());
  }

  private static String requireName(Given given, String name) {
    if (name.isEmpty()
        || name.equals(".")
        || name.equals("..")
        || name.codePoints().anyMatch(Character::isISOControl)) {
      throw given.refuse(name, "a name that a folder can have is allowed before the =.");
    }
    if (name.equals(UPLOADS)) {
      throw given.refuse(
          name, "that name belongs to the uploads; another is allowed: NAME=FOLDER.");
    }
    return Normalizer.normalize(name, Normalizer.Form.NFC);
  }

  private static void requireDistinctNames(Given given, List<ImageFolder> folders) {
    Set<String> names = new HashSet<>();
    for (ImageFolder folder : folders) {
      String name = folder.name();
      if (!name.isEmpty() && !names.add(name)) {
        throw given.refuse(name, "two folders have that name; give each its own: NAME=FOLDER.");
      }
    }
  }

  private static void requireApart(Given given, List<ImageFolder> folders) {
    for (int i = 0; i < folders.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (overlap(folders.get(i).folder(), folders.get(j).folder())) {
          throw given.refuse(
              folders.get(i).folder().toString(),
              "it overlaps with %s; folders that lie apart are allowed."
                  .formatted(folders.get(j).folder()));
        }
      }
    }
  }

  private static boolean overlap(Path one, Path other) {
    Path a = Folders.real(one);
    Path b = Folders.real(other);
    return a.startsWith(b) || b.startsWith(a);
  }
}
