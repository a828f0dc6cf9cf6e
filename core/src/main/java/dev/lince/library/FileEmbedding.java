package dev.lince.library;

import dev.lince.embed.Embedder;
import dev.lince.image.DecodedImage;
import dev.lince.image.ImageDecoder;
import dev.lince.image.ImageHeader;
import dev.lince.image.ImageRefused;
import dev.lince.store.ImageStore;
import dev.lince.store.LedgerEntry;
import dev.lince.store.NewImage;
import dev.lince.store.StoredImage;
import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a file to what the store is to know of it. Content that the library has embedded before,
 * under this name or another one, is not embedded again. Safe for use by several threads.
 */
final class FileEmbedding {
  private static final Logger log = LoggerFactory.getLogger(FileEmbedding.class);

  private final ImageDecoder decoder;
  private final Embedder embedder;
  private final ImageStore store;
  private final long maxBytes;
  private final Map<String, String> pathsByHash;

  /**
   * @param maxBytes larger files are refused unread
   * @param pathsByHash a path of the store for each content it has
   */
  FileEmbedding(
      ImageDecoder decoder,
      Embedder embedder,
      ImageStore store,
      long maxBytes,
      Map<String, String> pathsByHash) {
    this.decoder = decoder;
    this.embedder = embedder;
    this.store = store;
    this.maxBytes = maxBytes;
    this.pathsByHash = pathsByHash;
  }

  /** What became of a file. */
  sealed interface Outcome {
    /** It goes into the store. */
    record Ready(NewImage image, boolean embedded) implements Outcome {}

    /** It goes into the ledger, with the reason. */
    record Failed(LedgerEntry entry) implements Outcome {}
  }

  /**
   * @param known what the ledger has of this path
   */
  Outcome embed(FoundFile file, @Nullable LedgerEntry known) {
    String hash = null;
    try {
      if (file.bytes() > maxBytes) {
        throw new ImageRefused.TooLarge(
            "The file has %,d bytes; at most %,d are read.".formatted(file.bytes(), maxBytes));
      }
      byte[] bytes = Files.readAllBytes(file.file());
      hash = sha256(bytes);
      if (known != null
          && known.state() == LedgerEntry.State.FAILED
          && hash.equals(known.contentHash())) {
        return failed(file, hash, String.valueOf(known.reason()));
      }
      Optional<StoredImage> twin = twin(hash);
      return twin.isPresent() ? again(file, twin.get()) : embed(file, hash, bytes);
    } catch (ImageRefused.TooLarge tooLarge) {
      return failedForNow(file, String.valueOf(tooLarge.getMessage()));
    } catch (ImageRefused refused) {
      return failed(file, hash, String.valueOf(refused.getMessage()));
    } catch (IOException unreadable) {
      return failedForNow(file, "The file cannot be read: %s.".formatted(unreadable));
    } catch (RuntimeException unexpected) {
      log.error("{} could not be embedded", file.path(), unexpected);
      return failed(file, hash, "It could not be embedded; the log of this start says why.");
    }
  }

  private Optional<StoredImage> twin(String hash) {
    String path = pathsByHash.get(hash);
    return path == null
        ? Optional.empty()
        : store
            .findByPath(path)
            .filter(image -> image.contentHash().equals(hash))
            .flatMap(image -> store.findWithVector(image.id()));
  }

  private static Outcome again(FoundFile file, StoredImage twin) {
    var image = twin.image();
    return new Outcome.Ready(
        new NewImage(
            file.path(),
            image.contentHash(),
            Objects.requireNonNull(image.type()),
            file.bytes(),
            image.width(),
            image.height(),
            file.modified(),
            image.taken(),
            Set.of(),
            Map.of(),
            twin.vector()),
        false);
  }

  private Outcome embed(FoundFile file, String hash, byte[] bytes) {
    DecodedImage image = decoder.read(bytes);
    ImageHeader header = image.header();
    float[] vector = embedder.embedImage(image.raster());
    return new Outcome.Ready(
        new NewImage(
            file.path(),
            hash,
            header.type(),
            bytes.length,
            header.width(),
            header.height(),
            file.modified(),
            header.taken(),
            Set.of(),
            Map.of(),
            vector),
        true);
  }

  /** Without a hash it is tried again at the next start: limits and rights are not the file's. */
  private static Outcome failedForNow(FoundFile file, String reason) {
    return failed(file, null, reason);
  }

  private static Outcome failed(FoundFile file, @Nullable String hash, String reason) {
    return new Outcome.Failed(
        new LedgerEntry(
            file.path(), LedgerEntry.State.FAILED, file.bytes(), file.modified(), hash, reason));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every Java platform has SHA-256.", missing);
    }
  }
}
