package dev.lince.app.engine;

import dev.lince.app.config.EmbedderChoice;
import dev.lince.app.config.Settings;
import dev.lince.embed.EmbedException;
import dev.lince.embed.Embedder;
import dev.lince.embed.Space;
import dev.lince.embed.clip.ClipEmbedder;
import dev.lince.embed.clip.DownloadProgress;
import dev.lince.embed.clip.Hub;
import dev.lince.embed.clip.ModelFolder;
import dev.lince.embed.visual.VisualEmbedder;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens embedders as an {@link EmbedderPlan} says. */
public final class Embedders {
  private static final Logger log = LoggerFactory.getLogger(Embedders.class);

  private Embedders() {}

  /**
   * The embedder for one command, without a server: that of the library where there is one. Whoever
   * calls closes it.
   *
   * @param library the space of the library, empty where there is none
   * @throws EmbedException where a model that is needed cannot be had
   */
  public static Embedder forCommand(Settings settings, Optional<Space> library) {
    Hub hub = hub();
    return switch (EmbedderPlan.of(settings, library, false, hub)) {
      case EmbedderPlan.Visual(), EmbedderPlan.VisualFirst _ -> new VisualEmbedder();
      case EmbedderPlan.Clip(ModelFolder model) -> open(model, settings);
      case EmbedderPlan.Fetch() -> fetch(settings, hub, (done, total) -> {});
    };
  }

  /**
   * The embedder of the space that the settings ask for, whatever the library is in; the model is
   * fetched where it is not here. Blocks for as long as that takes; whoever calls closes it.
   *
   * @param model the model's folder; null for the one of the hub
   * @throws EmbedException where the model cannot be had
   */
  public static Embedder asked(
      Settings settings, EmbedderChoice choice, @Nullable Path model, DownloadProgress progress) {
    if (choice == EmbedderChoice.VISUAL) {
      return new VisualEmbedder();
    }
    return model == null ? fetch(settings, hub(), progress) : open(ModelFolder.of(model), settings);
  }

  /** Fetches the model where it is not here, and opens it; blocks for as long as that takes. */
  static Embedder fetch(Settings settings, Hub hub, DownloadProgress progress) {
    ModelFolder model = hub.cached().orElseGet(() -> hub.download(progress));
    return open(model, settings);
  }

  /** Opens a model that is here. */
  static Embedder open(ModelFolder model, Settings settings) {
    long begun = System.nanoTime();
    Embedder opened = ClipEmbedder.open(model, settings.threads());
    log.info(
        "The model was opened in {} ms: {}", (System.nanoTime() - begun) / 1_000_000, model.root());
    return opened;
  }

  /** The hub as the environment names it. */
  static Hub hub() {
    try {
      return Hub.fromEnvironment(System.getenv(), Path.of(System.getProperty("user.home")));
    } catch (IllegalArgumentException wrong) {
      throw new EmbedException.ModelUnavailable(String.valueOf(wrong.getMessage()), wrong);
    }
  }
}
