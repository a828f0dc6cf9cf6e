package dev.lince.library;

import dev.lince.embed.Embedder;
import dev.lince.image.AverageColour;
import dev.lince.image.DecodedImage;
import dev.lince.image.ImageDecoder;
import dev.lince.image.ImageHeader;
import dev.lince.image.ImageRefused;
import dev.lince.store.ImageRecord;
import dev.lince.store.ImageStore;
import dev.lince.store.LedgerEntry;
import dev.lince.store.NewImage;
import dev.lince.store.StoreException;
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

  /** EXIF's orientation of a picture that needs no turning. */
  static final int UPRIGHT = 1;

  private final ImageDecoder decoder;
  private final Embedder embedder;
  private final ImageStore store;
  private final long maxBytes;
  private final Map<String, String> pathsByHash;
  private final boolean adoptsVectors;

  /**
   * @param maxBytes larger files are refused unread
   * @param pathsByHash a path of the store for each content it has
   * @param adoptsVectors whether vectors that another program wrote are of the embedder's space
   */
  FileEmbedding(
      ImageDecoder decoder,
      Embedder embedder,
      ImageStore store,
      long maxBytes,
      Map<String, String> pathsByHash,
      boolean adoptsVectors) {
    this.decoder = decoder;
    this.embedder = embedder;
    this.store = store;
    this.maxBytes = maxBytes;
    this.pathsByHash = pathsByHash;
    this.adoptsVectors = adoptsVectors;
  }

  /** What became of a file. */
  sealed interface Outcome {
    /** It goes into the store. */
    record Ready(NewImage image, boolean embedded) implements Outcome {}

    /** It goes into the ledger, with the reason. */
    record Failed(LedgerEntry entry) implements Outcome {}

    /**
     * It goes into the ledger, with the reason; what the library has of it stays, since nobody
     * knows whether it changed.
     */
    record Unread(LedgerEntry entry) implements Outcome {}

    /**
     * It is to be tried again once the store answers.
     *
     * @param since when the store failed, as {@link System#nanoTime} was then
     */
    record Postponed(StoreException.Unavailable away, long since) implements Outcome {}
  }

  /**
   * Reads a file, and embeds it where the store has no vector of its content.
   *
   * @param known what the ledger has of this path
   * @throws StoreException where the store failed for good
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
        return new Outcome.Failed(failed(file, hash, String.valueOf(known.reason())));
      }
      return embed(file, hash, bytes);
    } catch (StoreException.Unavailable away) {
      return new Outcome.Postponed(away, System.nanoTime());
    } catch (StoreException broken) {
      throw broken;
    } catch (ImageRefused.TooLarge | ImageRefused.NoDecoder ofThisStart) {
      return new Outcome.Failed(failedForNow(file, String.valueOf(ofThisStart.getMessage())));
    } catch (ImageRefused refused) {
      return new Outcome.Failed(failed(file, hash, String.valueOf(refused.getMessage())));
    } catch (IOException unreadable) {
      return new Outcome.Unread(failedForNow(file, CannotRead.because(unreadable)));
    } catch (RuntimeException unexpected) {
      log.error("{} could not be embedded", file.path(), unexpected);
      return new Outcome.Failed(
          failed(file, hash, "It could not be embedded; the log of this start says why."));
    }
  }

  private Outcome.Ready embed(FoundFile file, String hash, byte[] bytes) {
    Optional<ImageRecord> own = store.findByPath(file.path());
    if (adoptsVectors && own.isPresent() && !own.get().isDescribed()) {
      return describe(file, hash, bytes, own.get().id());
    }
    return own.filter(image -> image.contentHash().equals(hash))
        .or(() -> Optional.ofNullable(pathsByHash.get(hash)).flatMap(store::findByPath))
        .flatMap(image -> store.findWithVector(image.id()))
        .filter(twin -> twin.image().contentHash().equals(hash))
        .map(twin -> again(file, twin))
        .orElseGet(() -> compute(file, hash, bytes));
  }

  /**
   * Keeps the vector that another program wrote, and adds what it did not know; but that program
   * never turned a picture as its EXIF says.
   */
  private Outcome.Ready describe(FoundFile file, String hash, byte[] bytes, int id) {
    ImageHeader header = decoder.inspect(bytes);
    return Optional.of(id)
        .filter(any -> header.orientation() == UPRIGHT)
        .flatMap(store::findWithVector)
        .map(
            image ->
                new Outcome.Ready(
                    image(file, hash, bytes.length, header, null, image.vector()), false))
        .orElseGet(() -> compute(file, hash, bytes));
  }

  private static Outcome.Ready again(FoundFile file, StoredImage twin) {
    ImageRecord known = twin.image();
    return new Outcome.Ready(
        new NewImage(
            file.path(),
            known.contentHash(),
            Objects.requireNonNull(known.type()),
            file.bytes(),
            known.width(),
            known.height(),
            known.colour(),
            file.modified(),
            known.taken(),
            Set.of(),
            Map.of(),
            twin.vector()),
        false);
  }

  private Outcome.Ready compute(FoundFile file, String hash, byte[] bytes) {
    DecodedImage decoded = decoder.read(bytes);
    float[] vector = embedder.embedImage(decoded.raster());
    AverageColour colour = AverageColour.of(decoded.raster());
    return new Outcome.Ready(
        image(file, hash, bytes.length, decoded.header(), colour, vector), true);
  }

  private static NewImage image(
      FoundFile file,
      String hash,
      long bytes,
      ImageHeader header,
      @Nullable AverageColour colour,
      float[] vector) {
    return new NewImage(
        file.path(),
        hash,
        header.type(),
        bytes,
        header.width(),
        header.height(),
        colour,
        file.modified(),
        header.taken(),
        Set.of(),
        Map.of(),
        vector);
  }

  /**
   * Without a hash it is tried again at the next start: limits, rights and decoders are not the
   * file's.
   */
  private static LedgerEntry failedForNow(FoundFile file, String reason) {
    return failed(file, null, reason);
  }

  private static LedgerEntry failed(FoundFile file, @Nullable String hash, String reason) {
    return new LedgerEntry(
        file.path(), LedgerEntry.State.FAILED, file.bytes(), file.modified(), hash, reason);
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every Java platform has SHA-256.", missing);
    }
  }
}
