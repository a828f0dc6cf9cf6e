package dev.lince.library;

import org.jspecify.annotations.Nullable;

/**
 * How far a re-embedding is, at one moment.
 *
 * @param space the name of the space that is built
 * @param total images of the library
 * @param done of those, how many have a vector in the new space, whoever made it
 * @param unreadable of those, how many files cannot be embedded again
 * @param reason why it is {@link Phase#HELD} or {@link Phase#STOPPED}, as a sentence; else null
 */
public record ReembedProgress(
    Phase phase, String space, long total, long done, int unreadable, @Nullable String reason) {
  /** What it is doing. */
  public enum Phase {
    /** It has not begun. */
    WAITING,
    /** It embeds image by image; searches are answered from the old space. */
    EMBEDDING,
    /** The store is away; it goes on by itself once the store answers again. */
    PAUSED,
    /** All are embedded, and the store makes them ready to be searched. */
    PREPARING,
    /** The library is in the new space. */
    SWITCHED,
    /** So many files cannot be read that a person has to look; nothing was switched. */
    HELD,
    /** It was stopped, or failed; what is done is kept, and the next one goes on from there. */
    STOPPED
  }

  static ReembedProgress waiting(String space) {
    return new ReembedProgress(Phase.WAITING, space, 0, 0, 0, null);
  }

  /** Of a library that is in that space already. */
  public static ReembedProgress switched(String space) {
    return new ReembedProgress(Phase.SWITCHED, space, 0, 0, 0, null);
  }

  ReembedProgress in(Phase next) {
    return new ReembedProgress(next, space, total, done, unreadable, null);
  }

  ReembedProgress because(Phase next, String sentence) {
    return new ReembedProgress(next, space, total, done, unreadable, sentence);
  }

  ReembedProgress counted(long images, long embedded) {
    return new ReembedProgress(phase, space, images, Math.min(embedded, images), unreadable, null);
  }

  ReembedProgress plusDone(int images) {
    return new ReembedProgress(
        phase, space, total, Math.min(total, done + images), unreadable, null);
  }

  ReembedProgress plusUnreadable() {
    return new ReembedProgress(phase, space, total, done, unreadable + 1, null);
  }
}
