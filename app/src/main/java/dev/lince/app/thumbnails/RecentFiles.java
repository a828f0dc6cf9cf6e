package dev.lince.app.thumbnails;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which thumbnails there are, in the order of their last use, and what they take on disk. The time
 * of a file carries that order over to the next start; it is written at most once a day, so that
 * reading costs no writing. For one thread at a time.
 */
final class RecentFiles {
  /** Most file systems give out whole blocks of this size. */
  private static final int BLOCK_BYTES = 4096;

  private static final Duration MARK_EVERY = Duration.ofDays(1);

  private final LinkedHashMap<ThumbnailKey, Kept> files = new LinkedHashMap<>(16, 0.75f, true);
  private long blocks;

  /**
   * @param marked the file's time
   */
  private record Kept(int blocks, Instant marked) {
    static Kept of(long bytes, Instant marked) {
      return new Kept(Math.toIntExact(Math.ceilDiv(bytes, BLOCK_BYTES)), marked);
    }
  }

  /** What a file of that length takes on disk. */
  static long spaceOf(long bytes) {
    return Math.ceilDiv(bytes, BLOCK_BYTES) * BLOCK_BYTES;
  }

  /** In bytes. */
  long space() {
    return blocks * BLOCK_BYTES;
  }

  boolean has(ThumbnailKey key) {
    return files.containsKey(key);
  }

  void written(ThumbnailKey key, long bytes, Instant now) {
    Kept kept = Kept.of(bytes, now);
    Kept before = files.put(key, kept);
    blocks += kept.blocks - (before == null ? 0 : before.blocks);
  }

  /** Whether the file's time is to be set to {@code now}. */
  boolean read(ThumbnailKey key, long bytes, Instant now) {
    Kept kept = files.get(key);
    if (kept != null && now.isBefore(kept.marked.plus(MARK_EVERY))) {
      return false;
    }
    written(key, bytes, now);
    return true;
  }

  /** A file of before the start; the newest ones are to be named first. */
  void found(ThumbnailKey key, long bytes, Instant marked) {
    if (!files.containsKey(key)) {
      Kept kept = Kept.of(bytes, marked);
      files.putFirst(key, kept);
      blocks += kept.blocks;
    }
  }

  void remove(ThumbnailKey key) {
    Kept kept = files.remove(key);
    blocks -= kept == null ? 0 : kept.blocks;
  }

  /** The one whose last use is longest ago. */
  @Nullable ThumbnailKey eldest() {
    return files.isEmpty() ? null : files.firstEntry().getKey();
  }
}
