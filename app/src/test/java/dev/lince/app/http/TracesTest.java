package dev.lince.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.lince.app.http.OtlpCollector.Span;
import dev.lince.app.http.search.SearchRoom;
import dev.lince.app.observe.Observers;
import dev.lince.app.observe.Traces;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces as a collector gets them, over HTTP. */
class TracesTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLER = "00f067aa0ba902b7";

  @TempDir Path folder;

  @Test
  void sendsARequestAndItsStagesBelowTheSpanOfTheCaller() throws Exception {
    try (OtlpCollector collector = new OtlpCollector()) {
      List<ILoggingEvent> logged;
      try (LogCapture log = LogCapture.of("dev.lince")) {
        Map<String, String> variables = Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.address());
        search(variables, 1, "traceparent", "00-%s-%s-01".formatted(TRACE, CALLER));
        logged = log.soFar();
      }

      List<Span> spans = collector.spans();
      assertThat(spans)
          .extracting(Span::name)
          .containsExactlyInAnyOrder("GET /api/v1/search", "store");
      assertThat(spans).extracting(Span::trace).containsOnly(TRACE);
      Span request = named(spans, "GET /api/v1/search");
      Span store = named(spans, "store");
      assertThat(request.parent()).isEqualTo(CALLER);
      assertThat(store.parent()).isEqualTo(request.id());
      assertThat(store.start()).isBetween(request.start(), store.end());
      assertThat(store.end()).isLessThanOrEqualTo(request.end());
      assertThat(collector.mediaTypes()).containsOnly("application/x-protobuf");
      assertThat(logged)
          .filteredOn(event -> event.getLoggerName().equals("dev.lince.Search"))
          .extracting(event -> event.getMDCPropertyMap().get("traceId"))
          .containsExactly(TRACE);
    }
  }

  @Test
  void takesTheEndpointOfTracesAndTheSamplerAsTheStandardHasThem() throws Exception {
    try (OtlpCollector collector = new OtlpCollector()) {
      String endpoint = collector.address() + "/v1/traces";

      search(Map.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", endpoint), 1);
      assertThat(collector.spans()).extracting(Span::name).contains("GET /api/v1/search");
      int before = collector.spans().size();
      search(
          Map.of(
              "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", endpoint, "OTEL_TRACES_SAMPLER", "always_off"),
          1);
      assertThat(collector.spans()).hasSize(before);
    }
  }

  @Test
  void goesOnAnsweringAndSaysOnceThatTheCollectorIsGone() throws Exception {
    int nobody;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = socket.getLocalPort();
    }
    try (LogCapture log = LogCapture.of("dev.lince.app.observe")) {
      search(
          Map.of(
              "OTEL_EXPORTER_OTLP_ENDPOINT",
              "http://127.0.0.1:" + nobody,
              "OTEL_BSP_SCHEDULE_DELAY",
              "5",
              "OTEL_EXPORTER_OTLP_TIMEOUT",
              "200"),
          100);

      assertThat(log.soFar())
          .filteredOn(event -> event.getFormattedMessage().contains("do not arrive"))
          .hasSize(1);
      assertThat(log.soFar()).hasSizeLessThan(4);
    }
  }

  @Test
  void startsWithoutTracesWhereAVariableCannotBeUsed() throws Exception {
    try (LogCapture log = LogCapture.of("dev.lince.app.observe")) {
      search(
          Map.of(
              "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1",
              "OTEL_EXPORTER_OTLP_PROTOCOL", "carrier-pigeon"),
          1);

      assertThat(log.soFar())
          .singleElement()
          .satisfies(
              event ->
                  assertThat(event.getFormattedMessage())
                      .contains("There will be no traces", "carrier-pigeon"));
    }
  }

  @Test
  void loadsNothingWhereNoCollectorIsNamed() {
    assertThat(Traces.fromEnvironment(Map.of("OTEL_SERVICE_NAME", "x"), "1")).isSameAs(Traces.OFF);
    assertThat(
            Traces.fromEnvironment(
                Map.of(
                    "OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4318",
                    "OTEL_SDK_DISABLED", "true"),
                "1"))
        .isSameAs(Traces.OFF);
  }

  /** Starts a server with these variables, asks it so many times, and ends it. */
  private void search(Map<String, String> variables, int times, String... headers)
      throws IOException, InterruptedException {
    try (Traces traces = Traces.fromEnvironment(variables, "1");
        WebServer server =
            WebServer.start(
                RunningServer.settings(0),
                new Album(folder),
                new Observers(null, traces),
                SearchRoom.of());
        HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < times; i++) {
        HttpRequest.Builder request =
            HttpRequest.newBuilder(
                    URI.create(
                        "http://127.0.0.1:%d/api/v1/search?text=cat".formatted(server.port())))
                .timeout(RunningServer.GUARD);
        int status =
            client
                .send(
                    (headers.length == 0 ? request : request.headers(headers)).build(),
                    HttpResponse.BodyHandlers.discarding())
                .statusCode();
        assertThat(status).isEqualTo(200);
      }
    }
  }

  private static Span named(List<Span> spans, String name) {
    return spans.stream().filter(span -> span.name().equals(name)).findAny().orElseThrow();
  }
}
