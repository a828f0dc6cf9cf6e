package dev.lince.app.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells pages what runs, for as long as they listen. Each stream is a request whose virtual thread
 * waits between two looks; there are at most {@value #STREAMS}. One ends when its client is gone or
 * reads nothing, when the server stops, which lets go of them before it waits for its requests, and
 * after a quarter of an hour at the latest: its client comes again by itself, with a key that may
 * have been revoked since.
 */
@RestController
class EventsController implements SmartLifecycle {
  static final int STREAMS = 64;

  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final StatusFeed feed;
  private final Semaphore places = new Semaphore(STREAMS);
  private final CountDownLatch stopping = new CountDownLatch(1);

  EventsController(Backend backend) {
    feed = new StatusFeed(backend, System::nanoTime);
  }

  @GetMapping({"/api/v1/events", "/api/v1/events/"})
  void events(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (request.getMethod().equals("HEAD")) {
      response.setContentType(EventStream.MEDIA_TYPE);
      return;
    }
    if (!places.tryAcquire()) {
      throw new Refused(
          Problems.later(
                  "%d pages listen to this server already, and more it does not keep; ask again later, or ask /api/v1/status."
                      .formatted(STREAMS),
                  AGAIN)
              .as("overloaded"));
    }
    try {
      follow(EventStream.begin(request, response), Access.of(request).mayWrite());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      places.release();
    }
  }

  private void follow(EventStream stream, boolean withReasons)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    Status sent = null;
    do {
      Status now = withReasons ? feed.now() : feed.now().forStrangers();
      if (now.equals(sent)) {
        stream.keepOpen();
      } else {
        stream.send("status", Json.MAPPER.writeValueAsString(now));
        sent = now;
      }
    } while (!stopping.await(StatusFeed.BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)
        && System.nanoTime() - end < 0);
  }

  @Override
  public void start() {
    // There is nothing to start: streams begin with requests.
  }

  /** In the default phase, which comes before the one in which the server waits for requests. */
  @Override
  public void stop() {
    stopping.countDown();
  }

  @Override
  public boolean isRunning() {
    return stopping.getCount() > 0;
  }
}
