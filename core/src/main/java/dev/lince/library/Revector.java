package dev.lince.library;

import dev.lince.embed.Embedder;
import dev.lince.image.ImageDecoder;
import dev.lince.image.ImageRefused;
import dev.lince.store.ImageRecord;
import dev.lince.store.NextVector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From an image of the library to its vector in another space, by its file. A file that changed
 * since it was taken in gives the vector of what it is now; the ingest after the switch sees that
 * it changed. Safe for use by several threads.
 */
final class Revector {
  private static final Logger log = LoggerFactory.getLogger(Revector.class);

  private final ImageFolders folders;
  private final ImageDecoder decoder;
  private final Embedder embedder;
  private final long maxBytes;

  /**
   * @param maxBytes larger files are refused unread
   */
  Revector(ImageFolders folders, ImageDecoder decoder, Embedder embedder, long maxBytes) {
    this.folders = folders;
    this.decoder = decoder;
    this.embedder = embedder;
    this.maxBytes = maxBytes;
  }

  /** What became of an image. */
  sealed interface Outcome {
    /** It has a vector. */
    record Embedded(NextVector vector) implements Outcome {}

    /** It has none, for that reason. */
    record Unreadable(ImageRecord image, String reason) implements Outcome {}
  }

  Outcome embed(ImageRecord image) {
    Optional<Path> file = folders.find(image.path());
    if (file.isEmpty()) {
      return new Outcome.Unreadable(image, "Its file is in none of the image folders.");
    }
    try {
      long bytes = Files.size(file.get());
      if (bytes > maxBytes) {
        return new Outcome.Unreadable(
            image, "The file has %,d bytes; at most %,d are read.".formatted(bytes, maxBytes));
      }
      float[] vector = embedder.embedImage(decoder.decode(Files.readAllBytes(file.get())));
      return new Outcome.Embedded(new NextVector(image.id(), image.contentHash(), vector));
    } catch (ImageRefused refused) {
      return new Outcome.Unreadable(image, String.valueOf(refused.getMessage()));
    } catch (IOException unreadable) {
      return new Outcome.Unreadable(image, CannotRead.because(unreadable));
    } catch (RuntimeException unexpected) {
      log.error("{} could not be embedded again", image.path(), unexpected);
      return new Outcome.Unreadable(
          image, "It could not be embedded; the log of this start says why.");
    }
  }
}
