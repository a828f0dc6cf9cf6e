package dev.lince.store.lucene;

import java.nio.file.Path;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lucene's own way to merge segments, which says in the log that one failed and not on standard
 * error. The writer is closed by such a failure; the next write opens another one, and merges are
 * tried again.
 */
final class Merges extends ConcurrentMergeScheduler {
  private static final Logger log = LoggerFactory.getLogger(Merges.class);

  private final Path path;

  Merges(Path path) {
    this.path = path;
  }

  @Override
  protected void handleMergeException(Throwable failure) {
    log.info(
        "Segments were not merged, which is tried again: {}",
        IndexFailure.of(path, failure).getMessage());
    log.debug("It failed here", failure);
  }
}
