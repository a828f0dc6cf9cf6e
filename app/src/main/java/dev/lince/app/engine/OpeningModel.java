package dev.lince.app.engine;

import dev.lince.app.config.Settings;
import dev.lince.embed.Embedder;
import dev.lince.embed.clip.Hub;
import dev.lince.embed.clip.ModelFolder;
import dev.lince.embed.visual.VisualEmbedder;
import dev.lince.library.Adoption;
import dev.lince.library.SpaceNote;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a library the embedder of its space, in the background where that takes its time: at a
 * start without the model, and where another process switched the library. Safe for use by several
 * threads; whoever made it closes it.
 */
final class OpeningModel implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OpeningModel.class);
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(5);

  private final Settings settings;
  private final Hub hub;
  private final SearchedLibrary searched;
  private final Consumer<RuntimeException> onFailure;
  private volatile Engine.Download download = new Engine.Download(0, 0);
  private @Nullable Thread opening;
  private boolean closed;

  /**
   * @param onFailure told, once and from another thread, where the embedder cannot be had
   */
  OpeningModel(
      Settings settings, Hub hub, SearchedLibrary searched, Consumer<RuntimeException> onFailure) {
    this.settings = settings;
    this.hub = hub;
    this.searched = searched;
    this.onFailure = onFailure;
  }

  /** What a library's start uses. */
  EmbedderPlan plan(OpenLibrary library) {
    return EmbedderPlan.of(
        settings,
        SpaceNote.find(library.store().notes()),
        Adoption.adoptedWithoutSpace(library.store().notes()),
        hub);
  }

  /** Fetches the model of the hub; searches can be answered once it is there. */
  void fetch() {
    searched.say(new Readiness.Preparing("Lince asks the model hub for CLIP."));
    inBackground(
        "lince-model",
        () ->
            searched.useOnceTheStoreAnswers(
                new LeasedEmbedder(
                    Embedders.fetch(settings, hub, new LoggedDownload(this::fetched)))));
  }

  private void fetched(long done, long total) {
    download = new Engine.Download(done, total);
    searched.say(new Readiness.Preparing(LoggedDownload.sentence(done, total)));
  }

  /** Opens the library in the space to which another process switched it. */
  void reopen() {
    searched.say(
        new Readiness.Preparing(
            "The library was switched to another model; Lince opens it with that one."));
    inBackground("lince-reopen", () -> searched.reopen(this::embedderOf));
  }

  private Embedder embedderOf(OpenLibrary library) {
    return new LeasedEmbedder(
        switch (plan(library)) {
          case EmbedderPlan.Visual(), EmbedderPlan.VisualFirst _ -> new VisualEmbedder();
          case EmbedderPlan.Clip(ModelFolder model) -> Embedders.open(model, settings);
          case EmbedderPlan.Fetch() -> Embedders.fetch(settings, hub, (done, total) -> {});
        });
  }

  /** What is done before searches can be answered. */
  private interface Step {
    void run() throws InterruptedException;
  }

  private synchronized void inBackground(String name, Step step) {
    if (!closed) {
      opening = Thread.ofPlatform().name(name).daemon(true).start(() -> follow(step));
    }
  }

  private void follow(Step step) {
    try {
      step.run();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failed) {
      synchronized (this) {
        if (closed) {
          return;
        }
      }
      searched.say(new Readiness.Failed(String.valueOf(failed.getMessage())));
      onFailure.accept(failed);
    }
  }

  synchronized boolean isRunning() {
    return opening != null && opening.isAlive();
  }

  /** How far the model is that is fetched before searches are answered. */
  Engine.Download download() {
    return download;
  }

  /** Begins nothing any more, and stops what runs, within seconds. */
  @Override
  public void close() {
    Thread running;
    synchronized (this) {
      closed = true;
      running = opening;
    }
    if (running == null) {
      return;
    }
    running.interrupt();
    try {
      if (!running.join(STOPS_WITHIN)) {
        log.warn("{} did not stop within {} s", running.getName(), STOPS_WITHIN.toSeconds());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
