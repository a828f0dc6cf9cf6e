package dev.lince.store.lucene;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether a disk takes no more. Java has no exception of its own for that. */
final class FullDisk {
  /** Less than any commit of a batch needs, so that whatever failed then failed for that. */
  private static final long NEXT_TO_NOTHING = 256 << 10;

  private FullDisk() {}

  /**
   * Whether a failure says so, in the words of Linux, macOS or Windows, or the disk of {@code path}
   * does: the words are those of the system's language.
   */
  static boolean isCauseOf(IOException failure, Path path) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (saysSo(cause.getMessage())) {
        return true;
      }
    }
    return hasNoRoom(path);
  }

  private static boolean saysSo(@Nullable String message) {
    return message != null
        && Stream.of("No space left", "not enough space", "quota exceeded")
            .anyMatch(message::contains);
  }

  private static boolean hasNoRoom(Path path) {
    try {
      FileStore disk = Files.getFileStore(existing(path));
      return !disk.isReadOnly() && disk.getUsableSpace() < NEXT_TO_NOTHING;
    } catch (IOException unknown) {
      return false;
    }
  }

  /** Whether the disk of {@code path} was mounted for reading only. */
  static boolean isReadOnly(Path path) {
    try {
      return Files.getFileStore(existing(path)).isReadOnly();
    } catch (IOException unknown) {
      return false;
    }
  }

  private static Path existing(Path path) {
    Path existing = path.toAbsolutePath();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return existing;
  }
}
