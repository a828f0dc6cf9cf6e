package dev.lince.library;

import dev.lince.store.StoreException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An ingest on a thread of its own, whose end is told to the log. Safe for use by several threads.
 */
final class IngestThread {
  private static final Logger log = LoggerFactory.getLogger(IngestThread.class);
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);

  private final Ingest ingest;
  private final Thread thread;

  private IngestThread(Ingest ingest) {
    this.ingest = ingest;
    thread = Thread.ofPlatform().name("lince-ingest").daemon(true).unstarted(this::follow);
  }

  static IngestThread start(Ingest ingest) {
    IngestThread started = new IngestThread(ingest);
    started.thread.start();
    return started;
  }

  private void follow() {
    try {
      ingest.run();
    } catch (InterruptedException stop) {
      log.info("The ingest was stopped; the next start goes on from there");
    } catch (StoreException.Superseded elsewhere) {
      log.info("The library was switched to another model; this ingest ends");
    } catch (StoreException.ReadOnly readOnly) {
      log.warn(
          "The library stays as it is, and searches go on: {} To take in new pictures, start where the store takes changes",
          readOnly.getMessage());
    } catch (StoreException broken) {
      log.error(
          "The ingest ended early; the next start goes on from there. {}", broken.getMessage());
      log.debug("It ended here", broken);
    } catch (RuntimeException failure) {
      log.error("The ingest ended early; the next start goes on from there", failure);
    }
  }

  IngestProgress progress() {
    return ingest.progress();
  }

  /** Waits until it has ended, however it ended. */
  void await() throws InterruptedException {
    thread.join();
  }

  /**
   * Stops it, and waits up to ten seconds for that. An interrupt ends the waiting and stays set.
   */
  void stop() {
    ingest.stop();
    thread.interrupt();
    try {
      if (!thread.join(STOPS_WITHIN)) {
        log.warn("The ingest did not stop within {} s", STOPS_WITHIN.toSeconds());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
