package dev.lince.app.cli;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server has open, closed in the opposite order when the process ends, whatever ends it:
 * Ctrl-C, SIGTERM, or a failure in the middle of the start. What is opened after that began is
 * closed at once. Safe for use by several threads.
 */
final class Closing implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Closing.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private boolean closing;

  /** Closes with the process. What hangs is left: what was stored is safe without a close. */
  static Closing withTheProcess() {
    Closing closing = new Closing();
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("lince-end").unstarted(closing::closeOrLeave));
    return closing;
  }

  /** Takes over who closes it. */
  <T extends AutoCloseable> T own(T opened) {
    synchronized (this) {
      if (!closing) {
        open.push(opened);
        return opened;
      }
    }
    close(opened);
    return opened;
  }

  /** Closes what is open, the newest first. A second call waits for the first. */
  @Override
  public void close() {
    synchronized (this) {
      closing = true;
    }
    synchronized (open) {
      while (!open.isEmpty()) {
        close(open.pop());
      }
    }
  }

  private void closeOrLeave() {
    Thread thread = Thread.ofPlatform().name("lince-close").daemon(true).start(this::close);
    try {
      if (!thread.join(PATIENCE)) {
        log.warn("Something does not end; Lince leaves it. What is in the library is safe");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(AutoCloseable opened) {
    try {
      opened.close();
    } catch (Exception failure) { // The others are closed all the same.
      log.warn("{} did not close: {}", opened, failure.toString());
      log.debug("It was closed here", failure);
    }
  }
}
