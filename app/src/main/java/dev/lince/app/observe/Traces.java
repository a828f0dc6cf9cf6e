package dev.lince.app.observe;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Traces of requests for an OpenTelemetry collector. Safe for use by several threads; whoever
 * opened it closes it, which sends what is left and waits a few seconds at most.
 */
public interface Traces extends AutoCloseable {
  /** Sends nothing, and loads nothing that could. */
  Traces OFF =
      new Traces() {
        @Override
        public Span begin(String method, String path, UnaryOperator<@Nullable String> headers) {
          return Span.NONE;
        }

        @Override
        public void close() {}
      };

  /**
   * Traces as the standard {@code OTEL_…} variables describe them; off where none of them names a
   * collector.
   *
   * @param version of this program
   */
  static Traces fromEnvironment(Map<String, String> environment, String version) {
    boolean named =
        Stream.of("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
            .anyMatch(name -> !environment.getOrDefault(name, "").isBlank());
    boolean disabled = "true".equalsIgnoreCase(environment.getOrDefault("OTEL_SDK_DISABLED", ""));
    return named && !disabled ? OtelTraces.open(environment, version) : OFF;
  }

  /**
   * A request has come.
   *
   * @param headers gives the value of a header of the request, null where it has none
   */
  Span begin(String method, String path, UnaryOperator<@Nullable String> headers);

  @Override
  void close();

  /** The trace of one request, which belongs to the thread of that request. */
  interface Span {
    /** Of no trace. */
    Span NONE =
        new Span() {
          @Override
          public @Nullable String traceId() {
            return null;
          }

          @Override
          public void end(Observed observed) {}
        };

    /** 32 hex digits, for the log; null for none. */
    @Nullable String traceId();

    /** The request is answered. */
    void end(Observed observed);
  }
}
