package dev.lince.app.cli;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes log events to the screen, one line each: time, level, whose it is, message. */
final class LogLines extends AppenderBase<ILoggingEvent> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  private final Screen screen;
  private final ThrowableProxyConverter traces = new ThrowableProxyConverter();

  LogLines(Screen screen) {
    this.screen = screen;
  }

  @Override
  public void start() {
    traces.start();
    super.start();
  }

  @Override
  protected void append(ILoggingEvent event) {
    String name = event.getLoggerName();
    screen.print(
        "%s %-5s %s: %s%n%s"
            .formatted(
                TIME.format(Instant.ofEpochMilli(event.getTimeStamp())),
                event.getLevel(),
                name.substring(name.lastIndexOf('.') + 1),
                event.getFormattedMessage(),
                traces.convert(event)));
  }
}
