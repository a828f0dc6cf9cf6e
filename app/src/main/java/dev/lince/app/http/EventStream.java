package dev.lince.app.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * An answer of server-sent events (the HTML standard, section 9.2). What is sent is on its way when
 * a method returns; a client that reads nothing makes one throw, once the buffers on the way are
 * full and Tomcat's time limit for writing is over. For one thread.
 */
final class EventStream {
  static final String MEDIA_TYPE = "text/event-stream";

  /** Proxies and clients take a longer silence for the end. */
  private static final Duration SILENCE = Duration.ofSeconds(15);

  /** After which a client comes again when the stream has ended. */
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final OutputStream out;
  private final LongSupplier nanoTime;
  private long sentAt;

  private EventStream(OutputStream out, LongSupplier nanoTime) {
    this.out = out;
    this.nanoTime = nanoTime;
    this.sentAt = nanoTime.getAsLong();
  }

  /** Sends the headers, and how to come again. */
  static EventStream begin(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType(MEDIA_TYPE);
    response.setHeader("Cache-Control", "no-store");
    // nginx would keep events until it has some kilobytes of them.
    response.setHeader("X-Accel-Buffering", "no");
    Exchange.find(request).ifPresent(Exchange::goesOn);
    return begin(response.getOutputStream(), System::nanoTime);
  }

  /** Begins, without headers. */
  static EventStream begin(OutputStream out, LongSupplier nanoTime) throws IOException {
    EventStream stream = new EventStream(out, nanoTime);
    stream.write("retry: %d\n\n".formatted(AGAIN.toMillis()));
    return stream;
  }

  /**
   * Sends an event.
   *
   * @param json in one line
   */
  void send(String event, String json) throws IOException {
    write("event: %s\ndata: %s\n\n".formatted(event, json));
  }

  /** Says nothing, aloud, where nothing was said for long. */
  void keepOpen() throws IOException {
    if (nanoTime.getAsLong() - sentAt >= SILENCE.toNanos()) {
      write(":\n\n");
    }
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
    sentAt = nanoTime.getAsLong();
  }
}
