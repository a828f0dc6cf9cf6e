package dev.lince.library;

import dev.lince.image.ImageType;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One walk over an image folder: every file whose name ends like a picture's, in the order of the
 * names, but no {@linkplain RawCompanions raw file that has its picture beside it}. Links are not
 * followed, since a link may lead out of the folder or round in circles.
 */
final class FolderWalk {
  private static final Logger log = LoggerFactory.getLogger(FolderWalk.class);

  /**
   * Formats that people keep among their pictures; those that Lince does not read are listed in the
   * ledger with the reason.
   */
  private static final Set<String> EXTENSIONS =
      Stream.concat(
              Arrays.stream(ImageType.values()).flatMap(type -> type.extensions().stream()),
              Stream.of("jxl"))
          .collect(Collectors.toUnmodifiableSet());

  private final Map<String, FoundFile> files = new LinkedHashMap<>();
  private final List<String> unread = new ArrayList<>();
  private boolean empty = true;

  private FolderWalk() {}

  /**
   * @param folder one that is not there has nothing, and says nothing of what is gone
   * @param passedOver besides the exclusions
   */
  static FolderWalk over(ImageFolder folder, Exclusions exclusions, Predicate<Path> passedOver)
      throws InterruptedException {
    FolderWalk walk = new FolderWalk();
    if (!Files.isDirectory(folder.folder())) {
      return walk;
    }
    Visitor visitor = walk.new Visitor(folder, exclusions, passedOver);
    try {
      Files.walkFileTree(folder.folder(), visitor);
    } catch (IOException broken) {
      walk.unread.add(folder.name());
      log.warn(
          "The folder {} could not be read to its end: {}", folder.folder(), broken.toString());
    }
    if (visitor.interrupted) {
      throw new InterruptedException();
    }
    walk.files.keySet().removeAll(RawCompanions.of(walk.files.keySet()));
    return walk;
  }

  /** What was found, by path of the library. */
  Map<String, FoundFile> files() {
    return files;
  }

  /**
   * Whether the file of a path that was not found is gone. It is not where its folder was empty or
   * could not be read: a disk may be missing.
   */
  boolean isGone(String path) {
    return !empty
        && !files.containsKey(path)
        && unread.stream().noneMatch(folder -> folder.isEmpty() || path.startsWith(folder + "/"));
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    private final ImageFolder folder;
    private final Exclusions exclusions;
    private final Predicate<Path> passedOver;
    private boolean interrupted;

    Visitor(ImageFolder folder, Exclusions exclusions, Predicate<Path> passedOver) {
      this.folder = folder;
      this.passedOver = passedOver;
      this.exclusions = exclusions;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      if (directory.equals(folder.folder())) {
        return FileVisitResult.CONTINUE;
      }
      if (isExcluded(directory)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      empty = false;
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (Thread.interrupted()) {
        interrupted = true;
        return FileVisitResult.TERMINATE;
      }
      if (isExcluded(file)) {
        return FileVisitResult.CONTINUE;
      }
      empty = false;
      if (attributes.isRegularFile() && looksLikeAnImage(file)) {
        String path = ImageFolders.libraryPath(folder, file);
        Instant modified = Instant.ofEpochMilli(attributes.lastModifiedTime().toMillis());
        FoundFile earlier =
            files.putIfAbsent(path, new FoundFile(path, file, attributes.size(), modified));
        if (earlier != null) {
          log.warn("{} is passed over: its name equals that of {}", file, earlier.file());
        }
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      empty = false;
      unread.add(ImageFolders.libraryPath(folder, file));
      log.warn("{} cannot be read: {}", file, failure.toString());
      return FileVisitResult.CONTINUE;
    }

    private boolean isExcluded(Path path) {
      return exclusions.matches(folder.folder().relativize(path)) || passedOver.test(path);
    }

    private static boolean looksLikeAnImage(Path file) {
      String name = file.getFileName().toString();
      return EXTENSIONS.contains(
          name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
  }
}
