package dev.lince.app.engine;

import dev.lince.app.config.EmbedderChoice;
import dev.lince.app.config.Settings;
import dev.lince.embed.EmbedException;
import dev.lince.embed.Space;
import dev.lince.embed.clip.ClipEmbedder;
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
   * The descriptors answer until the library is brought over to the model, if one can run here.
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
   * @throws EmbedException where a model folder was named that holds no model, or a model is needed
   *     and cannot run on this machine
   */
  static EmbedderPlan of(Settings settings, Optional<Space> library, boolean adopted, Hub hub) {
    if (settings.embedder() == EmbedderChoice.VISUAL) {
      return new Visual();
    }
    boolean auto = settings.embedder() == EmbedderChoice.AUTO;
    boolean fresh = library.isEmpty() && !adopted;
    boolean visual = library.filter(space -> space.name().equals(VisualEmbedder.NAME)).isPresent();
    Optional<ModelFolder> model =
        settings.model() == null ? hub.cached() : Optional.of(ModelFolder.of(settings.model()));
    if (auto && (visual || (fresh && model.isEmpty()))) {
      return new VisualFirst(model);
    }
    Optional<String> whyNotHere = ClipEmbedder.whyNotHere();
    if (whyNotHere.isPresent()) {
      if (auto && fresh && settings.model() == null) {
        return new VisualFirst(model);
      }
      throw new EmbedException.ModelUnavailable(whyNotHere.get(), null);
    }
    return model.<EmbedderPlan>map(Clip::new).orElseGet(Fetch::new);
  }
}
