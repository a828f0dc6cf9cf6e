package dev.lince.embed.clip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A model's place in the hub's cache, laid out as huggingface_hub does it: the content under {@code
 * blobs} by its ETag, and {@code snapshots/<commit>} with a relative link for each file, or with
 * the file itself where links are not to be had. Other programs share it: whatever appears under
 * its last name is complete.
 */
final class HubCache {
  private final Path repository;
  private final Path snapshot;
  private final boolean links;

  HubCache(Path cache, PinnedModel model, boolean links) {
    this.repository = cache.resolve("models--" + model.repository().replace("/", "--"));
    this.snapshot = repository.resolve("snapshots").resolve(model.revision());
    this.links = links;
  }

  /** The folder in which the model's files have the names that the hub gives them. */
  Path snapshot() {
    return snapshot;
  }

  /** Whether {@code file} is there in its full size. */
  boolean has(PinnedModel.File file) {
    Path path = snapshot.resolve(file.path());
    try {
      return Files.isRegularFile(path) && Files.size(path) == file.bytes();
    } catch (IOException e) {
      return false;
    }
  }

  List<PinnedModel.File> missing(List<PinnedModel.File> files) {
    return files.stream().filter(file -> !has(file)).toList();
  }

  /** Bytes that may still be written here. */
  long usableSpace() throws IOException {
    Files.createDirectories(blobs());
    return Files.getFileStore(blobs()).getUsableSpace();
  }

  /** A name that no other download uses. */
  Path temporary(PinnedModel.File file) {
    int random = ThreadLocalRandom.current().nextInt();
    return blobs()
        .resolve(file.sha256() + "." + HexFormat.of().toHexDigits(random) + ".incomplete");
  }

  /** Takes in the complete {@code content} of {@code file}, which the hub calls {@code etag}. */
  void install(PinnedModel.File file, Path content, String etag) throws IOException {
    Path place = snapshot.resolve(file.path());
    Path folder = Files.createDirectories(Objects.requireNonNull(place.getParent()));
    if (links) {
      Path blob = blobs().resolve(etag);
      Path link = place.resolveSibling(content.getFileName());
      if (isLinked(link, folder.relativize(blob))) {
        move(content, blob);
        move(link, place);
        return;
      }
    }
    move(content, place);
  }

  private static boolean isLinked(Path link, Path target) {
    try {
      Files.createSymbolicLink(link, target);
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path blobs() {
    return repository.resolve("blobs");
  }
}
