package dev.lince.app.observe;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes spans on, and says once when they do not arrive and once when they do again, in place of
 * the SDK, which says it every time.
 */
final class CalmExporter implements SpanExporter {
  private static final Logger log = LoggerFactory.getLogger(CalmExporter.class);

  private final SpanExporter exporter;
  private final AtomicBoolean lost = new AtomicBoolean();

  CalmExporter(SpanExporter exporter) {
    this.exporter = exporter;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    CompletableResultCode result = exporter.export(spans);
    result.whenComplete(() -> note(result.isSuccess()));
    return result;
  }

  private void note(boolean arrived) {
    if (lost.compareAndSet(arrived, !arrived)) {
      if (arrived) {
        log.info("Traces arrive again");
      } else {
        log.warn("Traces do not arrive; they are dropped until the collector takes them");
      }
    }
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
