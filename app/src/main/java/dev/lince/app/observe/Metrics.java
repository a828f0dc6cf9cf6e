package dev.lince.app.observe;

import dev.lince.app.engine.Engine;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Prometheus sees. Counting costs a request a microsecond; all that has to be asked for is
 * asked at a scrape. Labels have few values, whatever strangers send. Safe for use by several
 * threads.
 */
public final class Metrics {
  /** The media type of {@link #scrape}. */
  public static final String MEDIA_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private static final String OTHER = "other";
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** Bounds in seconds, from a hit in a cache to what clients give up on. */
  private static final double[] BOUNDS = {
    .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30
  };

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
  private final Histogram requests =
      histogram("lince_http_request_duration_seconds", "Requests, until they were answered.")
          .labelNames("method", "route", "status")
          .register(registry);
  private final Histogram searches =
      histogram("lince_search_duration_seconds", "Searches over HTTP, until they were answered.")
          .labelNames("by")
          .register(registry);
  private final Histogram stages =
      histogram("lince_search_stage_duration_seconds", "Stages of searches.")
          .labelNames("stage")
          .register(registry);
  private final Counter outcomes =
      counter("lince_searches_total", "Searches over HTTP by what became of them.")
          .labelNames("by", "outcome")
          .register(registry);
  private final Counter failures =
      counter("lince_failures_total", "Requests that got an error, by its kind.")
          .labelNames("kind")
          .register(registry);

  private @Nullable Engine engine;
  private boolean scraped;

  /** Metrics of this process and of the requests it will be told of. */
  public Metrics(String version) {
    Info.builder()
        .name("lince_build_info")
        .help("The version of Lince.")
        .labelNames("version")
        .register(registry)
        .setLabelValues(version);
    for (String by : Set.of("image", "text")) {
      outcomes.labelValues(by, "ok");
    }
  }

  /** From now on a scrape asks this engine too. Called once. */
  public synchronized void watch(Engine watched) {
    engine = watched;
  }

  /** A request was answered. */
  public void observe(Observed observed) {
    requests
        .labelValues(
            METHODS.contains(observed.method()) ? observed.method() : OTHER,
            observed.route() == null ? OTHER : observed.route(),
            Integer.toString(observed.status()))
        .observe(observed.whole().seconds());
    if (observed.failure() != null) {
      failures.labelValues(observed.failure().toLowerCase(Locale.ROOT)).inc();
    }
    String by = observed.search();
    if (by != null) {
      outcomes.labelValues(by, observed.outcome()).inc();
      searches.labelValues(by).observe(observed.whole().seconds());
      observed
          .stages()
          .forEach(stage -> stages.labelValues(stage.stage()).observe(stage.seconds()));
    }
  }

  /** All there is now, in Prometheus' text format. */
  public byte[] scrape() {
    beginOnce();
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      writer.write(out, registry.scrape());
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Not before somebody asks: setting these up takes half a second of a start. */
  private synchronized void beginOnce() {
    if (scraped) {
      return;
    }
    scraped = true;
    JvmMetrics.builder().register(registry);
    if (engine != null) {
      EngineMetrics.register(registry, engine);
    }
  }

  /** Without exemplars, which the text format does not carry. */
  private static Histogram.Builder histogram(String name, String help) {
    return Histogram.builder()
        .name(name)
        .help(help)
        .classicOnly()
        .classicUpperBounds(BOUNDS)
        .withoutExemplars();
  }

  private static Counter.Builder counter(String name, String help) {
    return Counter.builder().name(name).help(help).withoutExemplars();
  }
}
