package dev.lince.app.thumbnails;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of thumbnails, within their space: the ones whose last use is longest ago go first. A
 * folder that cannot be written to, or a full disk, costs the keeping and nothing else.
 *
 * <p>{@link #lookAround} finds what an earlier run left. Until it is done nothing goes, so that the
 * space may be exceeded by what is made meanwhile.
 *
 * <p>Safe for use by several threads: files appear and go only under the lock that guards {@link
 * #recent}, so that both say the same; reading needs no lock.
 */
final class ThumbnailFolder {
  private static final Logger log = LoggerFactory.getLogger(ThumbnailFolder.class);
  private static final String TEMPORARY = ".tmp";

  private final Path folder;
  private final long space;
  private final InstantSource clock;
  private final String run = UUID.randomUUID().toString();
  private final AtomicLong written = new AtomicLong();
  private final AtomicBoolean warned = new AtomicBoolean();
  private final RecentFiles recent = new RecentFiles();
  private boolean lookedAround;
  private volatile boolean stopped;

  /**
   * The folder is made when the first file is written.
   *
   * @param space in bytes on disk; 0 keeps none
   */
  ThumbnailFolder(Path folder, long space, InstantSource clock) {
    this.folder = folder;
    this.space = space;
    this.clock = clock;
  }

  /** The JPEG; null where there is none, or only a damaged one, which goes. */
  byte @Nullable [] read(ThumbnailKey key) {
    byte[] file;
    try {
      file = Files.readAllBytes(place(key));
    } catch (IOException missing) {
      forgetMissing(key);
      return null;
    }
    byte[] jpeg = SealedFile.open(file);
    if (jpeg == null) {
      drop(key);
    } else if (noteReading(key, file.length)) {
      mark(key);
    }
    return jpeg;
  }

  /** Replaces what is there. Where that fails, the log says so once. */
  void keep(ThumbnailKey key, byte[] jpeg) {
    byte[] file = SealedFile.seal(jpeg);
    if (RecentFiles.spaceOf(file.length) <= space) {
      try {
        write(key, file);
      } catch (IOException e) {
        warn(e);
      }
    }
  }

  private void write(ThumbnailKey key, byte[] file) throws IOException {
    Path place = place(key);
    Path temporary = folder.resolve(run + '-' + written.incrementAndGet() + TEMPORARY);
    Files.createDirectories(folder.resolve(key.path().getName(0)));
    try {
      Files.write(temporary, file, StandardOpenOption.CREATE_NEW);
      synchronized (this) {
        Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
        recent.written(key, file.length, clock.instant());
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
    makeRoom();
  }

  /**
   * Counts what is there, drops what is too much, and clears away what an interrupted run or
   * another version left. Takes as long as it takes to list the files.
   */
  void lookAround() {
    try {
      List<Found> found = new ArrayList<>();
      Files.walkFileTree(folder, new Visitor(found));
      found.sort(Comparator.comparing(Found::marked).reversed());
      found.forEach(this::add);
    } catch (IOException e) {
      warn(e);
    }
    synchronized (this) {
      lookedAround = true;
    }
    makeRoom();
  }

  /** Ends {@link #lookAround} early. */
  void stop() {
    stopped = true;
  }

  /** What the files take on disk, in bytes, as far as they are known. */
  synchronized long spaceTaken() {
    return recent.space();
  }

  private record Found(ThumbnailKey key, long bytes, Instant marked) {}

  private synchronized void add(Found file) {
    recent.found(file.key, file.bytes, file.marked);
  }

  private void makeRoom() {
    boolean more = true;
    while (more && !stopped) {
      more = dropEldest();
    }
  }

  /** One at a time, so that nobody waits for the lock while thousands go. */
  private synchronized boolean dropEldest() {
    ThumbnailKey eldest = recent.eldest();
    if (!lookedAround || eldest == null || recent.space() <= space) {
      return false;
    }
    drop(eldest);
    return true;
  }

  private synchronized void drop(ThumbnailKey key) {
    recent.remove(key);
    delete(place(key));
  }

  private synchronized void forgetMissing(ThumbnailKey key) {
    if (recent.has(key) && Files.notExists(place(key))) {
      recent.remove(key);
    }
  }

  /** Another thread may have dropped the file since it was read. */
  private synchronized boolean noteReading(ThumbnailKey key, long bytes) {
    boolean isThere = recent.has(key) || Files.exists(place(key));
    return isThere && recent.read(key, bytes, clock.instant());
  }

  /** Failing, it costs the file its place in the order after the next start. */
  private void mark(ThumbnailKey key) {
    try {
      Files.setLastModifiedTime(place(key), FileTime.from(clock.instant()));
    } catch (IOException unimportant) {
      log.debug("The time of the thumbnail {} cannot be set", key, unimportant);
    }
  }

  private void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      warn(e);
    }
  }

  private Path place(ThumbnailKey key) {
    return folder.resolve(key.path());
  }

  private void warn(IOException e) {
    if (!stopped && !warned.getAndSet(true)) {
      log.warn(
          "Thumbnails cannot be kept in {} ({}); those that are not there are made each time that"
              + " someone asks for them. This is said once.",
          folder,
          e.toString());
    }
  }

  /** Leaves alone whatever has not the name of a thumbnail, and does not follow links. */
  private final class Visitor extends SimpleFileVisitor<Path> {
    private final List<Found> found;

    Visitor(List<Found> found) {
      this.found = found;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = file.getFileName().toString();
      Optional<ThumbnailKey> key = ThumbnailKey.ofName(name);
      boolean isInPlace = key.isPresent() && file.equals(place(key.get()));
      if (isInPlace && attributes.isRegularFile()) {
        found.add(
            new Found(key.get(), attributes.size(), attributes.lastModifiedTime().toInstant()));
      } else if (ThumbnailKey.isName(name) || isLeftBehind(file, name)) {
        delete(file);
      }
      return stopped ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    private boolean isLeftBehind(Path file, String name) {
      return name.endsWith(TEMPORARY) && !name.startsWith(run) && folder.equals(file.getParent());
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      boolean isNotThereYet = file.equals(folder) && Files.notExists(folder);
      if (file.equals(folder) && !isNotThereYet) {
        throw e;
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
