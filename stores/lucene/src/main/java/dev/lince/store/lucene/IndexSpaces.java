package dev.lince.store.lucene;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.util.IOUtils;

/**
 * Where the indexes of a library's spaces lie: the first in the store's directory itself, those
 * that followed in folders of it, {@code space-2} and so on. The file {@code active-space} has the
 * number of the one that is searched; without it that is the first. The one that is being built has
 * the next number, the one that was searched before the number before.
 */
final class IndexSpaces {
  private static final int FIRST = 1;
  private static final String POINTER = "active-space";

  private final Path home;

  IndexSpaces(Path home) {
    this.home = home;
  }

  /** The directory of the index of that number. */
  Path directory(int number) {
    return number == FIRST ? home : home.resolve("space-" + number);
  }

  /** The number of the one that is searched. */
  int active() {
    Path pointer = home.resolve(POINTER);
    try {
      int number = Integer.parseInt(Files.readString(pointer, StandardCharsets.UTF_8).strip());
      if (number < FIRST) {
        throw new NumberFormatException("number " + number);
      }
      return number;
    } catch (NoSuchFileException first) {
      return FIRST;
    } catch (NumberFormatException garbage) {
      throw IndexFailure.unreadable(
          home, "is damaged (%s is not a number)".formatted(POINTER), garbage);
    } catch (IOException e) {
      throw IndexFailure.of(home, e);
    }
  }

  /**
   * Makes sure that the index of that number is there where it must be: an empty one in its place
   * would give ids anew.
   *
   * @throws dev.lince.store.StoreException.Unreadable where it is not
   */
  void require(int active) {
    if (active != FIRST && !hasIndex(directory(active))) {
      throw IndexFailure.unreadable(
          home,
          "is damaged (%s names %s, which has no index)"
              .formatted(POINTER, directory(active).getFileName()),
          null);
    }
    if (active == FIRST && !hasIndex(home) && hasLaterSpace()) {
      throw IndexFailure.unreadable(home, "is damaged (%s is missing)".formatted(POINTER), null);
    }
  }

  private boolean hasLaterSpace() {
    if (!Files.isDirectory(home)) {
      return false;
    }
    try (Stream<Path> children = Files.list(home)) {
      return children.anyMatch(
          child -> child.getFileName().toString().startsWith("space-") && hasIndex(child));
    } catch (IOException e) {
      throw IndexFailure.of(home, e);
    }
  }

  private static boolean hasIndex(Path directory) {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.anyMatch(IndexSpaces::isSegmentsFile);
    } catch (IOException e) {
      throw IndexFailure.of(directory, e);
    }
  }

  /** Makes another one that is searched, in one durable step. */
  void activate(int number) {
    Path pointer = home.resolve(POINTER);
    Path written = home.resolve(POINTER + ".new");
    try (FileChannel file =
        FileChannel.open(
            written,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap((number + "\n").getBytes(StandardCharsets.UTF_8)));
      file.force(true);
      Files.move(
          written, pointer, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      IOUtils.fsync(home, true);
    } catch (IOException e) {
      throw IndexFailure.of(home, e);
    }
  }

  /**
   * Removes the index of that number, the file that makes it one first.
   *
   * @return whether there was one
   */
  boolean remove(int number) {
    if (number < FIRST) {
      return false;
    }
    Path directory = directory(number);
    try {
      if (!Files.isDirectory(directory)) {
        return false;
      }
      List<Path> files = indexFiles(directory);
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      if (number != FIRST) {
        deleteFolder(directory);
      }
      return files.stream().anyMatch(IndexSpaces::isSegmentsFile);
    } catch (IOException e) {
      throw IndexFailure.of(directory, e);
    }
  }

  private static List<Path> indexFiles(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> isSegmentsFile(file) || file.getFileName().toString().startsWith("_"))
          .sorted(Comparator.comparing(file -> !isSegmentsFile(file)))
          .toList();
    }
  }

  private static boolean isSegmentsFile(Path file) {
    return file.getFileName().toString().startsWith("segments_");
  }

  private static void deleteFolder(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }
        });
    Files.deleteIfExists(folder);
  }
}
