package dev.lince.app.http;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What is logged while it is open, at any level. */
final class LogCapture extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final BlockingQueue<ILoggingEvent> events = new LinkedBlockingQueue<>();
  private final Logger logger;
  private final @Nullable Level before;

  private LogCapture(Logger logger) {
    this.logger = logger;
    before = logger.getLevel();
  }

  static LogCapture of(String name) {
    LogCapture capture = new LogCapture((Logger) LoggerFactory.getLogger(name));
    capture.setContext(capture.logger.getLoggerContext());
    capture.start();
    capture.logger.setLevel(Level.DEBUG);
    capture.logger.addAppender(capture);
    return capture;
  }

  @Override
  protected void append(ILoggingEvent event) {
    event.prepareForDeferredProcessing();
    events.add(event);
  }

  /** All events of a request up to the one that says {@code text}, which may follow the answer. */
  List<ILoggingEvent> await(String requestId, String text) {
    List<ILoggingEvent> seen = new ArrayList<>();
    try {
      while (true) {
        ILoggingEvent event = events.poll(RunningServer.GUARD.toSeconds(), TimeUnit.SECONDS);
        if (event == null) {
          throw new AssertionError("«%s» was never logged, only %s".formatted(text, seen));
        }
        if (!requestId.equals(event.getMDCPropertyMap().get("requestId"))) {
          continue;
        }
        seen.add(event);
        if (event.getFormattedMessage().contains(text)) {
          return seen;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** All events since it was opened. */
  List<ILoggingEvent> soFar() {
    return List.copyOf(events);
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    logger.setLevel(before);
  }
}
