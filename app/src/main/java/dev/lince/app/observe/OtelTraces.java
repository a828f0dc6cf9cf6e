package dev.lince.app.observe;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Traces by the OpenTelemetry SDK, sent as OTLP over HTTP. A request is a server span, named and
 * described by the semantic conventions for HTTP; its stages are spans below it. Loaded only where
 * a collector is configured.
 */
final class OtelTraces implements Traces {
  private static final Logger log = LoggerFactory.getLogger(OtelTraces.class);
  private static final long LAST_SECONDS = 3;

  /** What applies where the environment says nothing: only spans, and the protocol we have. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "otel.exporter.otlp.protocol", "http/protobuf",
          "otel.metrics.exporter", "none",
          "otel.logs.exporter", "none",
          "otel.service.name", "lince");

  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
  private static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");
  private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");
  private static final AttributeKey<String> FAILURE = AttributeKey.stringKey("error.type");
  private static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("lince.request_id");
  private static final AttributeKey<Long> RESULTS = AttributeKey.longKey("lince.results");

  private final OpenTelemetrySdk sdk;
  private final Tracer tracer;
  private final TextMapPropagator propagator;

  private OtelTraces(OpenTelemetrySdk sdk, String version) {
    this.sdk = sdk;
    tracer = sdk.getTracer("dev.lince", version);
    propagator = sdk.getPropagators().getTextMapPropagator();
  }

  /** Where the variables cannot be used, the log says so and there are no traces. */
  static Traces open(Map<String, String> environment, String version) {
    try {
      OpenTelemetrySdk sdk =
          AutoConfiguredOpenTelemetrySdk.builder()
              .disableShutdownHook()
              .addPropertiesSupplier(() -> DEFAULTS)
              .addPropertiesCustomizer(_ -> ofEnvironment(environment))
              .addSpanExporterCustomizer((exporter, _) -> new CalmExporter(exporter))
              .build()
              .getOpenTelemetrySdk();
      log.info("Traces go to {}", endpoint(environment));
      return new OtelTraces(sdk, version);
    } catch (ConfigurationException | IllegalStateException | IllegalArgumentException wrong) {
      log.warn(
          "There will be no traces: {} Lince sends OTLP over http/protobuf.", wrong.getMessage());
      return OFF;
    }
  }

  /** Logs and metrics have ways of their own, whatever is configured for other programs here. */
  private static Map<String, String> ofEnvironment(Map<String, String> environment) {
    Map<String, String> properties = new HashMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith("OTEL_") && !value.isBlank()) {
            properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value.strip());
          }
        });
    properties.put("otel.metrics.exporter", "none");
    properties.put("otel.logs.exporter", "none");
    return properties;
  }

  private static String endpoint(Map<String, String> environment) {
    String ofTraces = environment.getOrDefault("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "");
    String any = environment.getOrDefault("OTEL_EXPORTER_OTLP_ENDPOINT", "");
    return withoutUser(ofTraces.isBlank() ? any : ofTraces);
  }

  private static String withoutUser(String address) {
    return address.replaceFirst("//[^/@]*@", "//");
  }

  @Override
  public Span begin(String method, String path, UnaryOperator<@Nullable String> headers) {
    SpanBuilder builder =
        tracer
            .spanBuilder(method)
            .setSpanKind(SpanKind.SERVER)
            .setParent(propagator.extract(Context.root(), headers, HEADERS))
            .setAttribute(METHOD, method)
            .setAttribute(SCHEME, "http")
            .setAttribute(PATH, path);
    return new RequestSpan(builder.startSpan(), Clocks.now());
  }

  /** Sends what is left, for a moment. */
  @Override
  public void close() {
    sdk.shutdown().join(LAST_SECONDS, TimeUnit.SECONDS);
  }

  private static final TextMapGetter<UnaryOperator<@Nullable String>> HEADERS =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(UnaryOperator<@Nullable String> headers) {
          return List.of("traceparent", "tracestate", "baggage");
        }

        @Override
        public @Nullable String get(
            @Nullable UnaryOperator<@Nullable String> headers, String name) {
          return headers == null ? null : headers.apply(name);
        }
      };

  /** A moment on both clocks, so that what was measured on one is told on the other. */
  private record Clocks(long nanoTime, long epochNanos) {
    static Clocks now() {
      Instant now = Instant.now();
      return new Clocks(
          System.nanoTime(), TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano());
    }

    long epoch(long nanos) {
      return epochNanos + nanos - nanoTime;
    }
  }

  private final class RequestSpan implements Span {
    private final io.opentelemetry.api.trace.Span span;
    private final Clocks clocks;

    RequestSpan(io.opentelemetry.api.trace.Span span, Clocks clocks) {
      this.span = span;
      this.clocks = clocks;
    }

    @Override
    public String traceId() {
      return span.getSpanContext().getTraceId();
    }

    @Override
    public void end(Observed observed) {
      if (span.isRecording()) {
        Context context = Context.root().with(span);
        observed.stages().forEach(stage -> add(stage, context));
        describe(observed);
      }
      span.end();
    }

    private void add(StageTime stage, Context context) {
      tracer
          .spanBuilder(stage.stage())
          .setParent(context)
          .setStartTimestamp(clocks.epoch(stage.begun()), TimeUnit.NANOSECONDS)
          .startSpan()
          .end(clocks.epoch(stage.ended()), TimeUnit.NANOSECONDS);
    }

    private void describe(Observed observed) {
      String route = observed.route();
      if (route != null) {
        span.updateName(observed.method() + " " + route);
        span.setAttribute(ROUTE, route);
      }
      span.setAttribute(STATUS, (long) observed.status());
      span.setAttribute(REQUEST_ID, observed.requestId());
      if (observed.search() != null) {
        span.setAttribute(RESULTS, (long) observed.results());
      }
      if (observed.failure() != null) {
        span.setAttribute(FAILURE, observed.failure());
      }
      if (observed.status() >= 500) {
        span.setStatus(StatusCode.ERROR);
      }
    }
  }
}
