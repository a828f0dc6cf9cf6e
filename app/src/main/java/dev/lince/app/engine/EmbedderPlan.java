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

  /**
   * The model has to be fetched from the hub.
   *
   * @param visualOtherwise whether the descriptors take its place where it cannot be had
   */
  record Fetch(boolean visualOtherwise) implements EmbedderPlan {}

  /**
   * {@code auto} chooses once, for a new library; afterwards the library's own space decides, since
   * vectors of two spaces are never mixed.
   *
   * @param adopted whether the library's vectors are another program's, beside which {@code auto}
   *     never puts those of the descriptors
   * @throws dev.lince.embed.EmbedException where a model folder was named that holds no model
   */
  static EmbedderPlan of(Settings settings, Optional<Space> library, boolean adopted, Hub hub) {
    if (settings.embedder() == EmbedderChoice.VISUAL) {
      return new Visual();
    }
    if (settings.model() != null) {
      return new Clip(ModelFolder.of(settings.model()));
    }
    boolean auto = settings.embedder() == EmbedderChoice.AUTO;
    if (auto && library.filter(space -> space.name().equals(VisualEmbedder.NAME)).isPresent()) {
      return new Visual();
    }
    return hub.cached()
        .<EmbedderPlan>map(Clip::new)
        .orElseGet(() -> new Fetch(auto && library.isEmpty() && !adopted));
  }
}
