package dev.lince.app.cli;

import dev.lince.image.ImageType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which files a person means who names files and folders. */
final class PictureFiles {
  private static final Set<String> ENDINGS =
      Arrays.stream(ImageType.values())
          .flatMap(type -> type.extensions().stream())
          .collect(Collectors.toUnmodifiableSet());

  private PictureFiles() {}

  /** Whether a name ends as those of pictures do. */
  static boolean looksLikeOne(String name) {
    return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT))
        && name.indexOf('.') >= 0;
  }

  /**
   * The file itself, whatever its name; of a folder the pictures below it by their endings, in the
   * order of their names, without hidden ones. Links are not followed.
   *
   * @throws CommandFailed where a folder has none, or cannot be read
   */
  static List<String> of(String name) {
    Path folder = folder(name);
    if (folder == null) {
      return List.of(name);
    }
    List<String> found = new ArrayList<>();
    try {
      Files.walkFileTree(folder, new Collecting(folder, found));
    } catch (IOException | UncheckedIOException unreadable) {
      throw new CommandFailed(
          "The folder cannot be read (%s).".formatted(unreadable.getMessage()), unreadable);
    }
    if (found.isEmpty()) {
      throw new CommandFailed("There are no pictures in this folder.");
    }
    found.sort(null);
    return found;
  }

  private static @Nullable Path folder(String name) {
    try {
      return Files.isDirectory(Path.of(name)) ? Path.of(name) : null;
    } catch (InvalidPathException notOne) {
      return null;
    }
  }

  private static final class Collecting extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final List<String> found;

    Collecting(Path folder, List<String> found) {
      this.folder = folder;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      return directory.equals(folder) || !isHidden(directory)
          ? FileVisitResult.CONTINUE
          : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && !isHidden(file) && looksLikeOne(file.toString())) {
        found.add(file.toString());
      }
      return FileVisitResult.CONTINUE;
    }

    private static boolean isHidden(Path path) {
      return path.getFileName().toString().startsWith(".");
    }
  }
}
