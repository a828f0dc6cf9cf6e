package dev.lince.embed.clip;

/**
 * Hears how far a download is: at its start, a few times a second, and at its end, on the thread
 * that downloads. Must return at once.
 */
@FunctionalInterface
public interface DownloadProgress {
  /**
   * Called when more has arrived.
   *
   * @param done bytes that are there of all files that were missing
   * @param total bytes of all files that were missing
   */
  void advanced(long done, long total);
}
