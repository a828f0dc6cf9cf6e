package dev.lince.app.engine;

import dev.lince.app.config.EmbedderChoice;
import dev.lince.app.config.Settings;
import dev.lince.embed.Space;
import dev.lince.embed.clip.Hub;
import dev.lince.embed.clip.ModelFolder;
import dev.lince.embed.visual.VisualEmbedder;
import java.util.Optional;

/**
 * Which embedder a start uses, decided from the settings and from what the library was made with.
 */
sealed interface EmbedderPlan {
  /** The descriptors that need no file. */
  record Visual() implements EmbedderPlan {}

  /** The model is on this machine. */
  record Clip(ModelFolder model) implements EmbedderPlan {}

  /** The model has to be fetched from the hub, and nothing takes its place meanwhile. */
  record Fetch() implements EmbedderPlan {}

  /**
   * The descriptors answer until the library is brought over to the model.
   *
   * @param model empty where it has to be fetched from the hub
   */
  record VisualFirst(Optional<ModelFolder> model) implements EmbedderPlan {}

  /**
   * A library of CLIP never goes back to the descriptors; one of the descriptors goes over to CLIP
   * under {@code auto}.
   *
   * @param adopted whether the library's vectors are another program's, beside which {@code auto}
   *     never puts those of the descriptors
   * @throws dev.lince.embed.EmbedException where a model folder was named that holds no model
   */
  static EmbedderPlan of(Settings settings, Optional<Space> library, boolean adopted, Hub hub) {
    if (settings.embedder() == EmbedderChoice.VISUAL) {
      return new Visual();
    }
    boolean auto = settings.embedder() == EmbedderChoice.AUTO;
    Optional<ModelFolder> model =
        settings.model() == null ? hub.cached() : Optional.of(ModelFolder.of(settings.model()));
    if (auto && library.filter(space -> space.name().equals(VisualEmbedder.NAME)).isPresent()) {
      return new VisualFirst(model);
    }
    return model
        .<EmbedderPlan>map(Clip::new)
        .orElseGet(
            () ->
                auto && library.isEmpty() && !adopted
                    ? new VisualFirst(Optional.empty())
                    : new Fetch());
  }
}
