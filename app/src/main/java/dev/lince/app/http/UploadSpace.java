package dev.lince.app.http;

import dev.lince.search.SearchException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds how many bytes of uploads there are at once, from their first byte on: what has arrived
 * counts, not what a client says will come. Safe for use by several threads.
 */
final class UploadSpace {
  private final AtomicLong free;

  UploadSpace(long bytes) {
    free = new AtomicLong(bytes);
  }

  /** Room for one upload, empty as yet. */
  Share open() {
    return new Share();
  }

  /** For the uploads of this moment. */
  long free() {
    return free.get();
  }

  /** What one upload took; given back when it is closed, once. For one thread at a time. */
  final class Share implements AutoCloseable {
    private long taken;

    /**
     * Takes room for further bytes.
     *
     * @throws SearchException.Overloaded where there is none now
     */
    void take(int bytes) {
      if (free.addAndGet(-bytes) < 0) {
        free.addAndGet(bytes);
        throw new SearchException.Overloaded(
            "More is being uploaded than Lince has room for (LINCE_UPLOAD_SPACE); ask again in a moment.");
      }
      taken += bytes;
    }

    @Override
    public void close() {
      free.addAndGet(taken);
      taken = 0;
    }
  }
}
