package dev.lince.app.engine;

import dev.lince.embed.clip.DownloadProgress;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A download that says in the log, from time to time, how far it is. Belongs to one thread. */
final class LoggedDownload implements DownloadProgress {
  private static final Logger log = LoggerFactory.getLogger(LoggedDownload.class);
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final DownloadProgress alsoTold;
  private long logged = System.nanoTime();

  LoggedDownload(DownloadProgress alsoTold) {
    this.alsoTold = alsoTold;
  }

  /** For people. */
  static String sentence(long done, long total) {
    return "The CLIP model is being fetched: %,d of %,d MB."
        .formatted(done / 1_000_000, total / 1_000_000);
  }

  @Override
  public void advanced(long done, long total) {
    alsoTold.advanced(done, total);
    if (System.nanoTime() - logged > EVERY.toNanos()) {
      logged = System.nanoTime();
      log.info("{}", sentence(done, total));
    }
  }
}
