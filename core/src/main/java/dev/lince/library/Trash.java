package dev.lince.library;

import dev.lince.image.ImageRefused;
import dev.lince.store.ImageRecord;
import dev.lince.store.ImageStore;
import dev.lince.store.ImageStore.AfterDelete;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes images out and brings them back. What says how they come back is on the disk before
 * anything is taken out. Safe for several threads.
 */
record Trash(
    ImageFolder uploads,
    ImageFolders folders,
    Slips slips,
    Intake intake,
    ImageStore store,
    ReentrantLock writing) {
  private static final Logger log = LoggerFactory.getLogger(Trash.class);

  Optional<Removal> remove(Collection<Integer> ids, boolean files) {
    writing.lock();
    try {
      List<ImageRecord> images =
          new LinkedHashSet<>(ids).stream().flatMap(id -> store.find(id).stream()).toList();
      if (images.isEmpty()) {
        return Optional.empty();
      }
      if (files) {
        images.forEach(this::requireOurs);
      }
      Instant now = Instant.now();
      Slip slip =
          new Slip(
              Slips.newToken(now),
              now.toEpochMilli(),
              files,
              images.stream().map(Slip.Image::of).toList());
      slips.write(slip);
      store.delete(images.stream().map(ImageRecord::id).toList(), AfterDelete.REMEMBER_REMOVED);
      if (files) {
        moveAway(slip);
      }
      return Optional.of(slip.removal(slips.filesOf(slip)));
    } catch (IOException failed) {
      throw new LibraryException.NotWritten(
          "The trash in %s cannot be written: %s.".formatted(slips.trash(), failed));
    } finally {
      writing.unlock();
    }
  }

  private void requireOurs(ImageRecord image) {
    if (!uploads.owns(image.path())) {
      throw new LibraryException.NotOurs(
          "The file of «%s» lies in an image folder, and Lince never writes to image folders; take the image out without its file, or delete the file yourself."
              .formatted(image.path()));
    }
  }

  /** A file that does not move stays, and stays out of the library. */
  private void moveAway(Slip slip) {
    for (Slip.Image image : slip.images()) {
      folders.find(image.path()).ifPresent(file -> moveAway(file, slips.file(slip, image)));
    }
  }

  private static void moveAway(Path file, Path to) {
    try {
      Files.move(file, to);
    } catch (IOException stays) {
      log.warn("{} could not be moved into the trash: {}", file, stays.toString());
    }
  }

  Restored restore(String token) {
    writing.lock();
    try {
      Slip slip =
          slips
              .find(token)
              .orElseThrow(
                  () ->
                      new LibraryException.NoSuchRemoval(
                          "Nothing can be brought back under «%s»; GET /api/v1/trash lists what can."
                              .formatted(token)));
      List<Restored.Back> back = new ArrayList<>();
      List<Restored.Failed> failed = new ArrayList<>();
      for (Slip.Image image : slip.images()) {
        try {
          back.add(new Restored.Back(bringBack(slip, image), image.id(), image.path()));
        } catch (IOException stays) {
          log.warn("{} is not brought back: {}", image.path(), stays.toString());
          failed.add(
              new Restored.Failed(
                  image.path(), "Its file is gone or cannot be moved; the log says why."));
        } catch (ImageRefused | LibraryException left) {
          failed.add(new Restored.Failed(image.path(), String.valueOf(left.getMessage())));
        }
      }
      if (failed.isEmpty()) {
        drop(slip);
      }
      return new Restored(back, failed);
    } finally {
      writing.unlock();
    }
  }

  /** The id that it has now. */
  private int bringBack(Slip slip, Slip.Image image) throws IOException {
    Optional<ImageRecord> there = store.findByPath(image.path());
    if (there.isPresent()) {
      if (!there.get().contentHash().equals(image.contentHash())) {
        throw new LibraryException.PathTaken("There is another picture of this path by now.");
      }
      return there.get().id();
    }
    Path away = slips.file(slip, image);
    if (!Files.exists(away)) {
      return takeIn(
          image,
          folders.find(image.path()).orElseThrow(() -> new NoSuchFileException(image.path())));
    }
    Path place = place(image.path());
    int id = -1;
    try {
      Files.move(away, place);
    } catch (FileAlreadyExistsException another) {
      throw new LibraryException.PathTaken("There is another file of this path by now.");
    }
    try {
      id = takeIn(image, place);
      return id;
    } finally {
      if (id < 0) {
        moveAway(place, away);
      }
    }
  }

  private Path place(String path) throws IOException {
    Path place = uploads.folder().resolve(path.substring(uploads.name().length() + 1)).normalize();
    Path parent = Files.createDirectories(Objects.requireNonNull(place.getParent()));
    if (!parent.toRealPath().startsWith(uploads.folder().toRealPath())) {
      throw new LibraryException.NotOurs("Its path leads out of the uploads.");
    }
    return place;
  }

  private int takeIn(Slip.Image image, Path file) throws IOException {
    Intake.Embedded embedded = intake.embed(Files.readAllBytes(file));
    return intake.store(image.path(), file, embedded, image.tags(), image.metadata()).id();
  }

  List<Removal> removals() {
    return slips.all().stream().map(slip -> slip.removal(slips.filesOf(slip))).toList();
  }

  boolean forget(String token) {
    writing.lock();
    try {
      Optional<Slip> slip = slips.find(token);
      slip.ifPresent(this::drop);
      return slip.isPresent();
    } finally {
      writing.unlock();
    }
  }

  private void drop(Slip slip) {
    try {
      slips.drop(slip);
    } catch (IOException stays) {
      throw new LibraryException.NotWritten(
          "The trash in %s cannot be emptied: %s.".formatted(slips.trash(), stays));
    }
  }
}
