package dev.lince.library;

import dev.lince.store.LedgerEntry;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that may be a picture, as a walk came by it.
 *
 * @param path in the library
 * @param modified in whole milliseconds
 */
record FoundFile(String path, Path file, long bytes, Instant modified) {
  /**
   * Whether there is work to do on it. Size and time tell, so that nothing unchanged is read.
   *
   * @param known what the ledger has of this path
   */
  boolean isNewOrChanged(@Nullable LedgerEntry known) {
    if (known == null) {
      return true;
    }
    return switch (known.state()) {
      case REMOVED -> false;
      case PENDING, MISSING -> true;
      case FAILED -> known.contentHash() == null || differsFrom(known);
      case INDEXED -> differsFrom(known);
    };
  }

  private boolean differsFrom(LedgerEntry known) {
    return known.bytes() != bytes || !known.modified().equals(modified);
  }
}
