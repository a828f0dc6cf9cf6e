package dev.lince.app.http;

import dev.lince.app.observe.Metrics;
import dev.lince.app.observe.Observed;
import dev.lince.app.observe.Observers;
import dev.lince.app.observe.Traces;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Objects;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.servlet.HandlerMapping;

/**
 * The outermost of all: gives each request its name, and tells log, metrics and traces how it
 * ended. A valve and no filter, so that what Tomcat refuses by itself has a name too.
 */
final class ExchangeValve extends ValveBase {
  private static final String TRACE_KEY = "traceId";

  private final Observers observers;

  ExchangeValve(Observers observers) {
    super(true);
    this.observers = observers;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    String method = Objects.requireNonNullElse(request.getMethod(), "");
    String path = Objects.requireNonNullElse(request.getRequestURI(), "");
    String id = RequestId.of(request.getHeader(RequestId.HEADER));
    Exchange exchange = Exchange.begin(request, id, method, path);
    exchange.nameIn(response);
    Traces.Span span = observers.traces().begin(method, path, request::getHeader);
    MDC.put(RequestId.LOG_KEY, id);
    String traceId = span.traceId();
    if (traceId != null) {
      MDC.put(TRACE_KEY, traceId);
    }
    try {
      getNext().invoke(request, response);
    } finally {
      Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
      end(exchange, exchange.end(response.getStatus(), route(route)), span);
      MDC.clear();
    }
  }

  /** Whoever guesses at addresses gets no label of his own. */
  private static @Nullable String route(@Nullable Object pattern) {
    return pattern == null || pattern.equals("/**") ? null : pattern.toString();
  }

  private void end(Exchange exchange, Observed observed, Traces.Span span) {
    RequestLog.write(observed, exchange.failure());
    Metrics metrics = observers.metrics();
    if (metrics != null) {
      metrics.observe(observed);
    }
    span.end(observed);
  }
}
