package dev.lince.app.cli;

import dev.lince.library.IngestProgress;
import dev.lince.library.IngestProgress.Phase;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells how far an ingest is: a live line where a person looks on, a line of the log every few
 * seconds where none does. Ends with the ingest, or when it is closed.
 */
final class ProgressWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger("dev.lince.Ingest");
  private static final Duration LIVE = Duration.ofMillis(250);
  private static final Duration LOGGED = Duration.ofSeconds(10);

  private final Supplier<IngestProgress> source;
  private final Screen screen;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ProgressText text = new ProgressText();

  private ProgressWatch(Supplier<IngestProgress> source, Screen screen) {
    this.source = source;
    this.screen = screen;
  }

  static ProgressWatch start(Supplier<IngestProgress> source, Screen screen) {
    ProgressWatch watch = new ProgressWatch(source, screen);
    Thread.ofPlatform().name("lince-progress").daemon(true).start(watch::follow);
    return watch;
  }

  private void follow() {
    Duration pause = screen.isTerminal() ? LIVE : LOGGED;
    try {
      while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        IngestProgress progress = source.get();
        if (progress.phase() == Phase.DONE || progress.phase() == Phase.STOPPED) {
          break;
        }
        show(text.of(progress, System.nanoTime()));
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    screen.live("");
  }

  private void show(String line) {
    if (screen.isTerminal()) {
      screen.live(line);
    } else if (!line.isEmpty()) {
      log.info(line);
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
