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
import org.slf4j.LoggerFactory;

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
   * @throws EmbedException where a model folder was named that holds no model, or a model is needed
   *     and cannot run on this machine
   */
  static EmbedderPlan of(Settings settings, Optional<Space> library, boolean adopted, Hub hub) {
    if (settings.embedder() == EmbedderChoice.VISUAL) {
      return new Visual();
    }
    boolean auto = settings.embedder() == EmbedderChoice.AUTO && settings.model() == null;
    if (auto && library.filter(space -> space.name().equals(VisualEmbedder.NAME)).isPresent()) {
      return new Visual();
    }
    boolean visualOtherwise = auto && library.isEmpty() && !adopted;
    Optional<String> whyNotHere = ClipEmbedder.whyNotHere();
    if (whyNotHere.isPresent()) {
      return withoutRuntime(whyNotHere.get(), visualOtherwise);
    }
    if (settings.model() != null) {
      return new Clip(ModelFolder.of(settings.model()));
    }
    return hub.cached().<EmbedderPlan>map(Clip::new).orElseGet(() -> new Fetch(visualOtherwise));
  }

  private static EmbedderPlan withoutRuntime(String why, boolean visualOtherwise) {
    if (!visualOtherwise) {
      throw new EmbedException.ModelUnavailable(why, null);
    }
    LoggerFactory.getLogger(EmbedderPlan.class)
        .warn("Pictures are compared by colour and shape, and words find nothing. {}", why);
    return new Visual();
  }
}
