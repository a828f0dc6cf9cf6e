package dev.lince.library;

import dev.lince.image.ImageRefused;
import dev.lince.image.ImageType;
import dev.lince.store.ImageRecord;
import dev.lince.store.ImageStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes pictures in. A file is in its place before its image is in the store: what a crash leaves
 * in between is a file that the next ingest takes in. Safe for several threads.
 */
record Uploads(
    ImageFolder folder,
    LibraryPlaces places,
    Exclusions exclusions,
    Intake intake,
    ImageStore store,
    Predicate<ImageRecord> visible,
    ReentrantLock writing) {
  private static final Logger log = LoggerFactory.getLogger(Uploads.class);

  /**
   * Adds a picture.
   *
   * @throws ImageRefused where it is no picture that Lince reads
   * @throws LibraryException.PathRefused where its path breaks the rules
   * @throws LibraryException.PathTaken where there is a file or image of that path
   * @throws LibraryException.Busy where it would take too long now
   * @throws LibraryException.NotWritten where the disk does not take it
   */
  Added add(NewPicture picture) {
    String given = picture.path();
    String path = given == null ? null : PicturePath.check(given);
    if (path != null && exclusions.matchesAnywhere(Path.of(path))) {
      throw PicturePath.refused(path, "the library passes over such names (LINCE_EXCLUDE)");
    }
    Optional<ImageRecord> known = twin(FileEmbedding.sha256(picture.bytes()));
    if (known.isPresent()) {
      return new Added.Existing(known.get());
    }
    Intake.Embedded embedded = intake.embed(picture.bytes());
    writing.lock();
    try {
      Optional<ImageRecord> twin = twin(embedded.hash());
      return twin.isPresent()
          ? new Added.Existing(twin.get())
          : new Added.Created(place(picture, path, embedded));
    } catch (IOException failed) {
      throw new LibraryException.NotWritten(
          "The picture could not be written below %s: %s."
              .formatted(folder.folder().getParent(), failed));
    } finally {
      writing.unlock();
    }
  }

  private Optional<ImageRecord> twin(String hash) {
    return store.findByContent(hash).filter(visible);
  }

  private ImageRecord place(NewPicture picture, @Nullable String path, Intake.Embedded embedded)
      throws IOException {
    Files.createDirectories(places.incoming());
    Files.createDirectories(folder.folder());
    Path part = places.incoming().resolve(UUID.randomUUID() + ".part");
    try {
      write(part, picture.bytes());
      ImageType type = embedded.header().type();
      String inside =
          path == null ? made(embedded.hash(), type) : PicturePath.withEnding(path, type);
      Path target = target(inside);
      link(part, target, inside);
      return stored(inside, target, embedded, picture);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private String made(String hash, ImageType type) {
    Instant now = Instant.now();
    for (int nth = 1; ; nth++) {
      String path = PicturePath.made(now, hash, nth, type);
      if (!isTaken(path)) {
        return path;
      }
    }
  }

  private boolean isTaken(String inside) {
    return Files.exists(folder.folder().resolve(inside))
        || store.findByPath(libraryPath(inside)).isPresent();
  }

  private String libraryPath(String inside) {
    return folder.name() + "/" + inside;
  }

  private Path target(String inside) throws IOException {
    if (isTaken(inside)) {
      throw taken(inside);
    }
    Path target = folder.folder().resolve(inside);
    Path parent = Objects.requireNonNull(target.getParent());
    try {
      Files.createDirectories(parent);
    } catch (FileAlreadyExistsException aFile) {
      throw taken(inside);
    }
    if (!parent.toRealPath().startsWith(folder.folder().toRealPath())) {
      throw PicturePath.refused(inside, "a link leads out of the uploads there");
    }
    return target;
  }

  private LibraryException.PathTaken taken(String inside) {
    return new LibraryException.PathTaken(
        "There is a picture or file «%s» already; name another path, or none."
            .formatted(libraryPath(inside)));
  }

  private static void write(Path part, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  /** A link is whole at once and overwrites nothing. */
  private void link(Path part, Path target, String inside) throws IOException {
    try {
      Files.createLink(target, part);
    } catch (FileAlreadyExistsException someoneElse) {
      throw taken(inside);
    } catch (UnsupportedOperationException | FileSystemException noLinksHere) {
      try {
        Files.move(part, target);
      } catch (FileAlreadyExistsException someoneElse) {
        throw taken(inside);
      }
    }
  }

  private ImageRecord stored(
      String inside, Path target, Intake.Embedded embedded, NewPicture picture) throws IOException {
    boolean done = false;
    try {
      ImageRecord image =
          intake.store(libraryPath(inside), target, embedded, picture.tags(), picture.metadata());
      done = true;
      return image;
    } finally {
      if (!done) {
        log.warn("{} could not be stored, and its file goes again", libraryPath(inside));
        Files.deleteIfExists(target);
      }
    }
  }
}
