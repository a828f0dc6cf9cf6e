package dev.lince.embed.clip;

import dev.lince.embed.EmbedException.ModelUnavailable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model's place in the hub's cache, laid out as huggingface_hub does it: the content under {@code
 * blobs} by its ETag, and {@code snapshots/<commit>} with a relative link for each file, or with
 * the file itself where links are not to be had. Other programs share it: whatever appears under
 * its last name is complete. What is on its way has names that only Lince uses.
 */
final class HubCache {
  private static final Logger LOG = LoggerFactory.getLogger(HubCache.class);
  private static final String PARTIAL = ".lince-partial";
  private static final Duration FORGOTTEN = Duration.ofDays(7);
  private static final long FULL_BYTES = 1L << 20;
  private static final String TAG =
      """
      Signature: 8a477f597d28d172789f06886806bc55
      # This folder is a cache: see https://bford.info/cachedir/
      """;

  private final Path cache;
  private final Path repository;
  private final Path snapshot;
  private final Path locks;
  private final boolean links;

  HubCache(Path cache, PinnedModel model, boolean links) {
    String name = "models--" + model.repository().replace("/", "--");
    this.cache = cache;
    this.repository = cache.resolve(name);
    this.snapshot = repository.resolve("snapshots").resolve(model.revision());
    this.locks = cache.resolve(".locks").resolve(name);
    this.links = links;
  }

  /** The folder in which the model's files have the names that the hub gives them. */
  Path snapshot() {
    return snapshot;
  }

  /** Whether {@code file} is there in its full size. */
  boolean has(PinnedModel.File file) {
    return bytes(snapshot.resolve(file.path())) == file.bytes();
  }

  List<PinnedModel.File> missing(List<PinnedModel.File> files) {
    return files.stream().filter(file -> !has(file)).toList();
  }

  /**
   * Makes the folders, and deletes what was on its way and was given up long ago.
   *
   * @throws ModelUnavailable if they cannot be written
   */
  void prepare() {
    try {
      boolean isNew = Files.notExists(cache);
      Files.createDirectories(blobs());
      if (isNew) {
        tag();
      }
    } catch (IOException e) {
      throw unwritable(e, isFull(cache));
    }
    try (DirectoryStream<Path> partials = Files.newDirectoryStream(blobs(), "*" + PARTIAL)) {
      Instant longAgo = Instant.now().minus(FORGOTTEN);
      for (Path partial : partials) {
        if (Files.getLastModifiedTime(partial).toInstant().isBefore(longAgo)) {
          Files.deleteIfExists(partial);
        }
      }
    } catch (IOException e) {
      LOG.debug("Not cleared of old downloads: {}", blobs(), e);
    }
  }

  private void tag() throws IOException {
    try {
      Files.writeString(cache.resolve("CACHEDIR.TAG"), TAG, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      LOG.debug("Another download made {} at the same time", cache);
    }
  }

  /** Bytes that may still be written here. */
  long usableSpace() throws IOException {
    return Files.getFileStore(blobs()).getUsableSpace();
  }

  /** The file that whoever holds {@link #lock} writes, and that the next holder takes up. */
  Path partial(PinnedModel.File file) {
    return blobs().resolve(file.sha256() + PARTIAL);
  }

  /** How much of {@code file} has come so far. */
  long partialBytes(PinnedModel.File file) {
    return Math.max(0, bytes(partial(file)));
  }

  /** A name that no other download uses. */
  Path partialBeside(PinnedModel.File file) {
    return blobs().resolve(file.sha256() + "." + random() + PARTIAL);
  }

  /** The name of the {@link HubLock} for {@code file}; in no other program's use. */
  Path lock(PinnedModel.File file) {
    return locks.resolve(file.sha256() + ".lince.lock");
  }

  /** Links {@code file} if another revision of the model has brought its content already. */
  boolean takesFromOtherRevision(PinnedModel.File file) {
    Path blob = blobs().resolve(file.sha256());
    try {
      return links
          && bytes(blob) == file.bytes()
          && FileHash.of(blob).equals(file.sha256())
          && isLinked(file, blob, () -> {});
    } catch (ModelUnavailable | IOException e) {
      LOG.debug("Not taken from {}", blob, e);
      return false;
    }
  }

  /** Takes in the complete {@code content} of {@code file}, which the hub calls {@code etag}. */
  void install(PinnedModel.File file, Path content, String etag) throws IOException {
    Path blob = blobs().resolve(etag);
    if (!links || !isLinked(file, blob, () -> move(content, blob))) {
      move(content, place(file));
    }
  }

  /** What to say where the cache could not be written, and why. */
  ModelUnavailable unwritable(IOException reason, boolean diskIsFull) {
    if (diskIsFull) {
      return new ModelUnavailable(
          "The disk with %s is full, so the model cannot be stored there; make room, or set HF_HOME to a folder on another disk."
              .formatted(cache),
          reason);
    }
    String why =
        switch (reason) {
          case AccessDeniedException _ -> "permission denied";
          case FileSystemException e when e.getReason() != null -> e.getReason();
          case FileSystemException e -> e.getClass().getSimpleName() + " " + e.getFile();
          default -> String.valueOf(reason.getMessage());
        };
    return new ModelUnavailable(
        "The model's cache %s cannot be written (%s); set HF_HUB_CACHE or HF_HOME to a folder that can."
            .formatted(cache, why),
        reason);
  }

  /** Whether the disk of {@code file} or of its folder has no room; false where nobody knows. */
  static boolean isFull(Path file) {
    try {
      Path there = Files.exists(file) ? file : Objects.requireNonNull(file.getParent());
      return Files.getFileStore(there).getUsableSpace() < FULL_BYTES;
    } catch (IOException e) {
      return false;
    }
  }

  private Path place(PinnedModel.File file) throws IOException {
    Path place = snapshot.resolve(file.path());
    Files.createDirectories(Objects.requireNonNull(place.getParent()));
    return place;
  }

  /** Puts a link to {@code blob} in place after {@code filling} it; false where links are none. */
  private boolean isLinked(PinnedModel.File file, Path blob, Filling filling) throws IOException {
    Path place = place(file);
    Path link = place.resolveSibling(random() + PARTIAL);
    try {
      Path folder = Objects.requireNonNull(place.getParent());
      Files.createSymbolicLink(link, folder.relativize(blob));
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
    try {
      filling.run();
      move(link, place);
      return true;
    } finally {
      Files.deleteIfExists(link);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Its size in bytes; -1 where there is no such file. */
  private static long bytes(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : -1;
    } catch (IOException e) {
      return -1;
    }
  }

  private static String random() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
  }

  private Path blobs() {
    return repository.resolve("blobs");
  }

  /** Brings a blob to its place. */
  private interface Filling {
    void run() throws IOException;
  }
}
