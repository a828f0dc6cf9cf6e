package dev.lince.app.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;

/**
 * Makes text that ends with a line break of an event of the log. Safe for use by several threads.
 */
@FunctionalInterface
interface LogFormatter {
  String format(ILoggingEvent event);
}
