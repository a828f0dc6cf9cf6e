package dev.lince.app.cli;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Log lines for people: time, level, whose it is, the request it belongs to, message. One event is
 * one line, whatever it quotes; only a stack trace has more, each of them indented, so that none
 * can pass for an event of its own.
 */
final class TextLog implements LogFormatter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT)
          .withZone(ZoneId.systemDefault());
  private static final String INDENT = "    ";

  private final ThrowableProxyConverter traces = new ThrowableProxyConverter();

  TextLog() {
    traces.start();
  }

  @Override
  public String format(ILoggingEvent event) {
    String name = event.getLoggerName();
    return "%s %-5s %s%s: %s%n%s"
        .formatted(
            TIME.format(Instant.ofEpochMilli(event.getTimeStamp())),
            event.getLevel(),
            name.substring(name.lastIndexOf('.') + 1),
            names(event),
            visible(event.getFormattedMessage()),
            trace(event));
  }

  /** The request and the trace that the event belongs to. */
  private static String names(ILoggingEvent event) {
    String request = event.getMDCPropertyMap().getOrDefault("requestId", "");
    String trace = event.getMDCPropertyMap().getOrDefault("traceId", "");
    String both = trace.isEmpty() ? request : request + " " + trace;
    return both.isEmpty() ? "" : " [" + both + "]";
  }

  private String trace(ILoggingEvent event) {
    return traces
        .convert(event)
        .lines()
        .map(line -> INDENT + visible(line.replaceFirst("^\\t", INDENT)) + System.lineSeparator())
        .collect(Collectors.joining());
  }

  /** What steers terminals, ends lines or turns the direction of writing is written out. */
  static String visible(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                  if (isPrintable(c)) {
                    line.appendCodePoint(c);
                  } else {
                    line.append("\\u%04x".formatted(c));
                  }
                }
              }
            });
    return line.toString();
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
