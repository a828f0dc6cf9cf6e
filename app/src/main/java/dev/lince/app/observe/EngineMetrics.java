package dev.lince.app.observe;

import dev.lince.app.engine.Engine;
import dev.lince.app.engine.Readiness;
import dev.lince.embed.ComputePool;
import dev.lince.embed.Space;
import dev.lince.library.IngestProgress;
import dev.lince.library.ReembedProgress;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/** What the running engine is asked for at a scrape: queue, ingest, model, store. */
final class EngineMetrics {
  private final PrometheusRegistry registry;
  private final Engine engine;

  private EngineMetrics(PrometheusRegistry registry, Engine engine) {
    this.registry = registry;
    this.engine = engine;
  }

  static void register(PrometheusRegistry registry, Engine engine) {
    EngineMetrics metrics = new EngineMetrics(registry, engine);
    metrics.queue();
    metrics.ingest();
    metrics.model();
    metrics.reembedding();
    metrics.store(new StoreWatch(engine::store));
  }

  private void queue() {
    GaugeWithCallback.builder()
        .name("lince_queue_waiting")
        .help("Pieces of work that wait for a thread that computes.")
        .labelNames("lane")
        .callback(
            gauge -> {
              ComputePool.Load load = engine.load();
              gauge.call(load.waitingSearches(), "search");
              gauge.call(load.waitingBulk(), "ingest");
            })
        .register(registry);
    GaugeWithCallback.builder()
        .name("lince_queue_running")
        .help("Pieces of work on the threads that compute.")
        .labelNames("lane")
        .callback(
            gauge -> {
              ComputePool.Load load = engine.load();
              gauge.call(load.runningSearches(), "search");
              gauge.call(load.runningBulk(), "ingest");
            })
        .register(registry);
  }

  private void ingest() {
    gauge(
        "lince_ingest_files_to_do",
        "New or changed files that the ingest still has before it.",
        () -> {
          IngestProgress progress = engine.library().progress();
          return Math.max(0, progress.toDo() - progress.done());
        });
    ingested("lince_ingest_files_done_total", "Files dealt with.", IngestProgress::done);
    ingested("lince_ingest_files_embedded_total", "Files embedded.", IngestProgress::embedded);
    ingested(
        "lince_ingest_files_failed_total", "Files that are no picture.", IngestProgress::failed);
    ingested(
        "lince_ingest_images_removed_total",
        "Images taken out because their files are gone.",
        IngestProgress::removed);
    GaugeWithCallback.builder()
        .name("lince_ingest_phase")
        .help("1 for the phase the ingest is in, 0 for the others.")
        .labelNames("phase")
        .callback(
            gauge -> {
              IngestProgress.Phase now = engine.library().progress().phase();
              for (IngestProgress.Phase phase : IngestProgress.Phase.values()) {
                gauge.call(phase == now ? 1 : 0, phase.name().toLowerCase(Locale.ROOT));
              }
            })
        .register(registry);
  }

  private void ingested(String name, String help, ToDoubleFunction<IngestProgress> value) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(counter -> counter.call(value.applyAsDouble(engine.library().progress())))
        .register(registry);
  }

  private void model() {
    gauge(
        "lince_model_loaded",
        "1 once searches can be answered, 0 before.",
        () -> engine.readiness() instanceof Readiness.Ready ? 1 : 0);
    GaugeWithCallback.builder()
        .name("lince_model_info")
        .help("Always 1; which space is searched, and the first digits of its model's SHA-256.")
        .labelNames("space", "model")
        .callback(
            gauge ->
                engine.space().ifPresent(space -> gauge.call(1, space.name(), shortHash(space))))
        .register(registry);
    gauge(
        "lince_model_download_bytes",
        "Bytes of the model that were fetched in this run.",
        () -> engine.download().done());
    gauge(
        "lince_model_download_expected_bytes",
        "Bytes of the model that are to be fetched in this run; 0 where none are.",
        () -> engine.download().total());
  }

  private void reembedding() {
    gauge(
        "lince_reembed_images",
        "Pictures that are to be embedded again with another model; 0 where none are.",
        () -> engine.reembedding().map(ReembedProgress::total).orElse(0L));
    gauge(
        "lince_reembed_images_done",
        "Of those, pictures that have been.",
        () -> engine.reembedding().map(ReembedProgress::done).orElse(0L));
    gauge(
        "lince_reembed_images_unreadable",
        "Of those, pictures whose files cannot be embedded again.",
        () -> engine.reembedding().map(ReembedProgress::unreadable).orElse(0));
  }

  private static String shortHash(Space space) {
    return space.modelHash().substring(0, Math.min(12, space.modelHash().length()));
  }

  private void store(StoreWatch watch) {
    gauge(
        "lince_store_reachable",
        "1 where the store answered when it was last asked, 0 where not.",
        () -> watch.reachable() ? 1 : 0);
    gauge("lince_store_pictures", "Pictures in the store, counted now and then.", watch::pictures);
  }

  private void gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(gauge -> gauge.call(value.getAsDouble()))
        .register(registry);
  }
}
