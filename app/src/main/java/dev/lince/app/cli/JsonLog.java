package dev.lince.app.cli;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.io.StringWriter;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Log lines for collectors: one JSON object a line, with {@code @timestamp} (UTC), {@code level},
 * {@code logger}, {@code thread}, {@code message}, and where there are any {@code requestId},
 * {@code traceId} and {@code stack}.
 */
final class JsonLog implements LogFormatter {
  private final JsonFactory json = new JsonFactory();
  private final ThrowableProxyConverter traces = new ThrowableProxyConverter();

  JsonLog() {
    traces.start();
  }

  @Override
  public String format(ILoggingEvent event) {
    StringWriter line = new StringWriter();
    try (JsonGenerator out = json.createGenerator(ObjectWriteContext.empty(), line)) {
      out.writeStartObject();
      out.writeStringProperty("@timestamp", Instant.ofEpochMilli(event.getTimeStamp()).toString());
      out.writeStringProperty("level", event.getLevel().toString());
      out.writeStringProperty("logger", event.getLoggerName());
      out.writeStringProperty("thread", event.getThreadName());
      out.writeStringProperty("message", event.getFormattedMessage());
      event.getMDCPropertyMap().forEach(out::writeStringProperty);
      if (event.getThrowableProxy() != null) {
        out.writeStringProperty("stack", traces.convert(event));
      }
      out.writeEndObject();
    }
    return line + System.lineSeparator();
  }
}
