package dev.lince.app.http;

import dev.lince.search.SearchException;
import java.util.concurrent.Semaphore;

/**
 * Bounds how many bytes of uploaded pictures are in memory at once, so that a crowd of uploads is
 * refused in time and never fills the heap. Safe for use by several threads.
 */
public final class UploadBudget {
  private static final long USUAL_BYTES = 128L << 20;
  private static final int UNIT_BYTES = 1 << 10;

  private final Semaphore units;

  private UploadBudget(long bytes) {
    units = new Semaphore(Math.toIntExact(unitsOf(bytes)));
  }

  /** 128 MiB or a quarter of the heap, whichever is less, and always room for one picture. */
  static UploadBudget of(long maxBytes, long heapBytes) {
    return new UploadBudget(Math.max(maxBytes, Math.min(USUAL_BYTES, heapBytes / 4)));
  }

  /**
   * Takes room for {@code bytes}, until the share is closed.
   *
   * @throws SearchException.Overloaded where there is none now
   */
  public Share take(long bytes) {
    int wanted = Math.toIntExact(unitsOf(bytes));
    if (!units.tryAcquire(wanted)) {
      throw new SearchException.Overloaded(
          "More pictures are being searched for than Lince takes in at once; ask again in a moment.");
    }
    return () -> units.release(wanted);
  }

  private static long unitsOf(long bytes) {
    return Math.ceilDiv(bytes, UNIT_BYTES);
  }

  /** Room that is given back when it is closed, once. */
  public interface Share extends AutoCloseable {
    @Override
    void close();
  }
}
