package dev.lince.app.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;

/** Writes log events to the screen. */
final class LogLines extends AppenderBase<ILoggingEvent> {
  private final Screen screen;
  private final LogFormatter formatter;

  LogLines(Screen screen, LogFormatter formatter) {
    this.screen = screen;
    this.formatter = formatter;
  }

  @Override
  protected void append(ILoggingEvent event) {
    screen.print(formatter.format(event));
  }
}
