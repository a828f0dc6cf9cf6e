package dev.lince.embed.clip;

import java.time.Duration;

/**
 * How long a download puts up with what keeps it from going on.
 *
 * @param vainTries how often in a row nothing may come before it gives up, at a file's beginning
 * @param vainTriesMidway the same once a part of the file is there, which is worth a longer wait
 * @param pause before the second try in vain; each further one waits twice as long
 * @param longestWait that a hub may ask for by {@code Retry-After}
 * @param standingLock how long another process may hold a file without anything coming; then its
 *     lock is passed by, since locks on network file systems may outlive their owners
 */
record HubPatience(
    int vainTries,
    int vainTriesMidway,
    Duration pause,
    Duration longestWait,
    Duration standingLock) {
  static final HubPatience USUAL =
      new HubPatience(3, 8, Duration.ofMillis(500), Duration.ofMinutes(2), Duration.ofMinutes(3));

  /** How long to wait after the try number {@code vain} of those in vain; {@code vain} from 1. */
  Duration pauseAfter(int vain) {
    return pause.multipliedBy(1L << Math.min(vain - 1, 6));
  }
}
