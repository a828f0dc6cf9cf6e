package dev.lince.embed.clip;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write one file of the cache, which one hub at a time has, of this process and of all
 * others. The system takes it back from a process that dies. The file that is locked is never
 * deleted, so that all lock the same one.
 */
final class HubLock implements AutoCloseable {
  /**
   * What this process holds. On POSIX, closing any channel of a file gives up all locks that the
   * process has on it, so a second channel must not even be opened.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private HubLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * The lock by {@code name}, if nobody has it.
   *
   * @throws IOException where the file system has no locks or the file cannot be written
   */
  static Optional<HubLock> tryTake(Path name) throws IOException {
    Path folder = Files.createDirectories(Objects.requireNonNull(name.getParent())).toRealPath();
    Path file = folder.resolve(name.getFileName());
    if (!HELD.add(file)) {
      return Optional.empty();
    }
    FileChannel channel = null;
    boolean taken = false;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      taken = channel.tryLock() != null;
      return taken ? Optional.of(new HubLock(file, channel)) : Optional.empty();
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    } finally {
      if (!taken) {
        if (channel != null) {
          channel.close();
        }
        HELD.remove(file);
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(file);
    }
  }
}
