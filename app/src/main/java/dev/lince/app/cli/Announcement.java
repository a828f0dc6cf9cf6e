package dev.lince.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps {@code server.json} in the data folder while a server runs. Where it cannot be written,
 * because the disk is full for instance, the server answers all the same, and it is tried again.
 * Whoever started it closes it.
 */
final class Announcement implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Announcement.class);
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private final ServerFile server;
  private final Path file;
  private final CountDownLatch closed = new CountDownLatch(1);

  private Announcement(ServerFile server, Path file) {
    this.server = server;
    this.file = file;
  }

  static Announcement of(ServerFile server, Path file) {
    Announcement announcement = new Announcement(server, file);
    try {
      server.write(file);
    } catch (IOException failed) {
      log.warn(
          "{} cannot be written, so that commands do not find this server until it can: {}",
          file,
          failed.toString());
      Thread.ofVirtual().name("lince-announcement").start(announcement::tryAgain);
    }
    return announcement;
  }

  private void tryAgain() {
    try {
      while (!closed.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
        if (isWritten()) {
          log.info("{} is written now", file);
          return;
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** Not after the end, when another server may be there. */
  private synchronized boolean isWritten() {
    try {
      if (closed.getCount() > 0) {
        server.write(file);
      }
      return true;
    } catch (IOException still) {
      return false;
    }
  }

  @Override
  public synchronized void close() {
    closed.countDown();
    server.remove(file);
  }
}
