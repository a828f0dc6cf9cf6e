package dev.lince.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One row of the ledger: what became of one file.
 *
 * @param path as in {@link ImageRecord#path}
 * @param bytes size of the file when it was looked at
 * @param modified the file's time when it was looked at, in milliseconds
 * @param contentHash SHA-256 in lower-case hex; null where the file was never read, or may be read
 *     next time
 * @param reason why it failed, as a sentence; null unless {@link State#FAILED}
 */
public record LedgerEntry(
    String path,
    State state,
    long bytes,
    Instant modified,
    @Nullable String contentHash,
    @Nullable String reason) {

  /** Cuts the date to milliseconds, which is what stores keep. */
  public LedgerEntry {
    modified = modified.truncatedTo(ChronoUnit.MILLIS);
  }

  /** The row of an image that was just stored. */
  public static LedgerEntry indexed(NewImage image) {
    return new LedgerEntry(
        image.path(), State.INDEXED, image.bytes(), image.modified(), image.contentHash(), null);
  }

  /** The row of an image that someone takes out of the library. */
  public static LedgerEntry removed(ImageRecord image) {
    return new LedgerEntry(
        image.path(), State.REMOVED, image.bytes(), image.modified(), image.contentHash(), null);
  }

  /** What became of a file. */
  public enum State {
    /** Its record is in the store. */
    INDEXED,
    /**
     * It could not be read as an image; it is tried again when size or time change, and at each
     * start where it has no hash.
     */
    FAILED,
    /** Seen, not yet tried. */
    PENDING,
    /**
     * Taken out of the library by someone: it stays out, though the file is there, until someone
     * asks for it.
     */
    REMOVED,
    /** Its record is in the store, and its file is gone; it is looked at again when it is back. */
    MISSING
  }
}
