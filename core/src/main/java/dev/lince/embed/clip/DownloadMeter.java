package dev.lince.embed.clip;

import java.time.Duration;
import java.util.function.LongConsumer;

/**
 * Adds up the files of a download, and tells a {@link DownloadProgress} of it no more often than it
 * matters. Takes how many bytes of the present file are there. For one thread.
 */
final class DownloadMeter implements LongConsumer {
  private static final long INTERVAL = Duration.ofMillis(250).toNanos();

  private final DownloadProgress progress;
  private final long total;
  private long finished;
  private long told;

  DownloadMeter(DownloadProgress progress, long total) {
    this.progress = progress;
    this.total = total;
    tell(0);
  }

  @Override
  public void accept(long bytes) {
    if (System.nanoTime() - told >= INTERVAL) {
      tell(finished + bytes);
    }
  }

  /** Counts {@code file} as done; what follows belongs to the next one. */
  void finish(PinnedModel.File file) {
    finished += file.bytes();
    tell(finished);
  }

  private void tell(long done) {
    told = System.nanoTime();
    progress.advanced(done, total);
  }
}
