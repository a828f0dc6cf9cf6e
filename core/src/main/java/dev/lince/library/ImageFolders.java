package dev.lince.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the pictures of a library lie, and how a path of the library becomes a file. Paths of the
 * library are NFC and separated by {@code /}; on a disk a name may be in another form.
 */
final class ImageFolders {
  private final List<ImageFolder> folders;

  /**
   * @param folders each there and readable, with names that differ
   */
  ImageFolders(List<ImageFolder> folders) {
    this.folders =
        folders.stream()
            .map(given -> new ImageFolder(given.name(), real(given.folder()).orElseThrow()))
            .toList();
  }

  private ImageFolders(ImageFolder uploads, ImageFolders others) {
    folders = Stream.concat(Stream.of(uploads), others.folders.stream()).toList();
  }

  /** These and one more, which need not be there, and which owns the paths of its name. */
  ImageFolders with(ImageFolder uploads) {
    return new ImageFolders(uploads, this);
  }

  List<ImageFolder> all() {
    return folders;
  }

  /** The library's path of a file below {@code folder}. */
  static String libraryPath(ImageFolder folder, Path file) {
    StringBuilder path = new StringBuilder(folder.name());
    for (Path segment : folder.folder().relativize(file)) {
      path.append(path.isEmpty() ? "" : "/").append(segment);
    }
    return Normalizer.normalize(path, Normalizer.Form.NFC);
  }

  /** The configured folder that a path of the library belongs to. */
  Optional<ImageFolder> owner(String path) {
    return folders.stream().filter(folder -> folder.owns(path)).findFirst();
  }

  /** The regular file of a path, with every link followed, if it lies below its folder. */
  Optional<Path> find(String path) {
    return owner(path).flatMap(folder -> find(folder, path));
  }

  /**
   * The file of a path, below the folder that it is looked for in, with its names as the disk has
   * them.
   */
  private static Optional<Path> find(ImageFolder folder, String path) {
    String inside = folder.name().isEmpty() ? path : path.substring(folder.name().length() + 1);
    Optional<Path> found = Optional.of(folder.folder());
    for (String segment : inside.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        return Optional.empty();
      }
      found = found.flatMap(parent -> child(parent, segment));
    }
    return found
        .flatMap(ImageFolders::real)
        .filter(file -> file.startsWith(folder.folder()) && Files.isRegularFile(file));
  }

  /** A child by its name in NFC, whatever form the disk has it in. */
  private static Optional<Path> child(Path parent, String name) {
    try {
      Path direct = parent.resolve(name);
      if (!parent.equals(direct.getParent())) {
        return Optional.empty();
      }
      return Files.exists(direct) || isAscii(name) ? Optional.of(direct) : listed(parent, name);
    } catch (InvalidPathException notOnThisDisk) {
      return Optional.empty();
    }
  }

  private static Optional<Path> listed(Path parent, String name) {
    try (Stream<Path> children = Files.list(parent)) {
      return children
          .filter(
              child ->
                  Normalizer.normalize(child.getFileName().toString(), Normalizer.Form.NFC)
                      .equals(name))
          .findFirst();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static boolean isAscii(String name) {
    return name.chars().allMatch(c -> c < 128);
  }

  private static Optional<Path> real(Path path) {
    try {
      return Optional.of(path.toRealPath());
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
