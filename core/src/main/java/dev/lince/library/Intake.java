package dev.lince.library;

import dev.lince.embed.ComputePool;
import dev.lince.embed.Embedder;
import dev.lince.image.AverageColour;
import dev.lince.image.DecodedImage;
import dev.lince.image.ImageDecoder;
import dev.lince.image.ImageHeader;
import dev.lince.image.ImageRefused;
import dev.lince.store.ImageRecord;
import dev.lince.store.ImageStore;
import dev.lince.store.LabelChange;
import dev.lince.store.NewImage;
import dev.lince.store.Upserted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The way of a single picture into the store while someone waits. Safe for several threads. */
record Intake(
    ImageDecoder decoder,
    ImageStore store,
    ComputePool pool,
    long maxBytes,
    Supplier<@Nullable Embedder> embedder) {
  private static final Duration WAITS = Duration.ofSeconds(30);

  /** A picture on its way. */
  record Embedded(
      String hash, long bytes, ImageHeader header, AverageColour colour, float[] vector) {}

  /**
   * Decodes and embeds.
   *
   * @throws ImageRefused where it is no picture that Lince reads
   * @throws LibraryException.Busy where that would take too long now
   */
  Embedded embed(byte[] bytes) {
    Embedder with = embedder.get();
    if (with == null) {
      throw new LibraryException.Busy("The model is not ready yet; try again in a moment.");
    }
    if (bytes.length > maxBytes) {
      throw new ImageRefused.TooLarge(
          "The picture has %,d bytes; at most %,d are read.".formatted(bytes.length, maxBytes));
    }
    FutureTask<Embedded> task = pool.trySearch(() -> embedNow(bytes, with));
    if (task == null) {
      throw busy();
    }
    try {
      return task.get(WAITS.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (TimeoutException tooLong) {
      task.cancel(false);
      throw busy();
    } catch (InterruptedException stop) {
      task.cancel(false);
      Thread.currentThread().interrupt();
      throw busy();
    }
  }

  private static LibraryException.Busy busy() {
    return new LibraryException.Busy(
        "There is more to compute than fits into %d seconds; try again in a moment."
            .formatted(WAITS.toSeconds()));
  }

  private Embedded embedNow(byte[] bytes, Embedder with) {
    DecodedImage decoded = decoder.read(bytes);
    return new Embedded(
        FileEmbedding.sha256(bytes),
        bytes.length,
        decoded.header(),
        AverageColour.of(decoded.raster()),
        with.embedImage(decoded.raster()));
  }

  /** Stores a picture whose file is in its place, with its labels, whoever came first. */
  ImageRecord store(
      String path, Path file, Embedded picture, Set<String> tags, Map<String, String> metadata)
      throws IOException {
    Instant modified =
        Instant.ofEpochMilli(Files.getLastModifiedTime(file).toInstant().toEpochMilli());
    ImageHeader header = picture.header();
    NewImage image =
        new NewImage(
            path,
            picture.hash(),
            header.type(),
            picture.bytes(),
            header.width(),
            header.height(),
            picture.colour(),
            modified,
            header.taken(),
            tags,
            metadata,
            picture.vector());
    return switch (store.upsert(List.of(image)).getFirst()) {
      case Upserted.Stored(String _, int id, boolean created) -> {
        if (!created) {
          // An ingest came by the file first, and knows nothing of labels.
          store.label(List.of(id), new LabelChange(tags, Set.of(), metadata, Set.of()));
        }
        yield store.find(id).orElseThrow();
      }
      case Upserted.Refused(String _, String reason) -> throw new IllegalStateException(reason);
    };
  }
}
