package dev.lince.app.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A body as it arrives: takes room for every byte, and ends where it comes so slowly that it must
 * be meant to. Tomcat's own time limit is one for each read, which a byte now and then keeps from
 * ever passing.
 */
final class MeteredBody extends FilterInputStream {
  /** Any body may take this long. */
  static final Duration GRACE = Duration.ofMinutes(1);

  /** Beyond that, for every second so many bytes must have come: a poor mobile connection's. */
  static final long LEAST_BYTES_A_SECOND = 4 << 10;

  private final UploadSpace.Share share;
  private final LongSupplier nanos;
  private final long begun;
  private long read;

  /**
   * @param nanos as {@link System#nanoTime}
   */
  MeteredBody(InputStream body, UploadSpace.Share share, LongSupplier nanos) {
    super(body);
    this.share = share;
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    count(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    count(Math.max(0, count));
    return count;
  }

  private void count(int bytes) throws IOException {
    read += bytes;
    share.take(bytes);
    long allowed = GRACE.plus(Duration.ofSeconds(read / LEAST_BYTES_A_SECOND)).toNanos();
    if (nanos.getAsLong() - begun > allowed) {
      throw new SocketTimeoutException(
          "%,d bytes came in more than %d seconds.".formatted(read, allowed / 1_000_000_000));
    }
  }
}
