package dev.lince.app.engine;

import dev.lince.app.config.Settings;
import dev.lince.embed.EmbedException;
import dev.lince.embed.Embedder;
import dev.lince.embed.Space;
import dev.lince.embed.clip.ClipEmbedder;
import dev.lince.embed.clip.DownloadProgress;
import dev.lince.embed.clip.Hub;
import dev.lince.embed.visual.VisualEmbedder;
import java.nio.file.Path;
import java.util.Optional;
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
      case EmbedderPlan.Visual() -> new VisualEmbedder();
      case EmbedderPlan.Clip clip -> ClipEmbedder.open(clip.model(), settings.threads());
      case EmbedderPlan.Fetch(boolean visualOtherwise) ->
          visualOtherwise
              ? new VisualEmbedder()
              : ClipEmbedder.open(hub.download((done, total) -> {}), settings.threads());
    };
  }

  /** Fetches the model and opens it; blocks for as long as that takes. */
  static Embedder fetch(Settings settings, boolean visualOtherwise, DownloadProgress progress) {
    try {
      return ClipEmbedder.open(hub().download(progress), settings.threads());
    } catch (EmbedException.ModelUnavailable unavailable) {
      if (!visualOtherwise) {
        throw unavailable;
      }
      log.warn(
          "CLIP cannot be had now, so pictures are compared by colour and shape, and words find"
              + " nothing. {}",
          unavailable.getMessage());
      return new VisualEmbedder();
    }
  }

  static Hub hub() {
    try {
      return Hub.fromEnvironment(System.getenv(), Path.of(System.getProperty("user.home")));
    } catch (IllegalArgumentException wrong) {
      throw new EmbedException.ModelUnavailable(String.valueOf(wrong.getMessage()), wrong);
    }
  }
}
