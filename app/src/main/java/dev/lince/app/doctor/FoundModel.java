package dev.lince.app.doctor;

import dev.lince.app.config.EmbedderChoice;
import dev.lince.app.config.Settings;
import dev.lince.embed.Embedder;
import dev.lince.embed.clip.ClipEmbedder;
import dev.lince.embed.clip.Hub;
import dev.lince.embed.clip.ModelFolder;
import dev.lince.embed.visual.VisualEmbedder;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The model that serve would take without fetching anything, opened when it is first asked for and
 * once for all checks. Safe for use by several threads.
 */
final class FoundModel implements AutoCloseable {
  private final Settings settings;
  private final Hub hub;
  private @Nullable Embedder opened;

  FoundModel(Settings settings, Hub hub) {
    this.settings = settings;
    this.hub = hub;
  }

  EmbedderChoice choice() {
    return settings.embedder();
  }

  /** Where its files are, or would be. */
  Path place() {
    Path named = settings.model();
    return named == null ? hub.place() : named;
  }

  /** Whether all files that images need are there. */
  boolean isThere() {
    return settings.model() != null || hub.cached().isPresent();
  }

  String commandsByHand() {
    return hub.commandsByHand();
  }

  /**
   * The CLIP model; empty where it is not to be used or not there.
   *
   * @throws dev.lince.embed.EmbedException where its files are not what they should be
   */
  synchronized Optional<Embedder> clip() {
    if (settings.embedder() == EmbedderChoice.VISUAL || !isThere()) {
      return Optional.empty();
    }
    if (opened == null) {
      // By its place alone: a folder that the hub gave would fetch what it lacks.
      opened = ClipEmbedder.open(ModelFolder.of(place()), settings.threads());
    }
    return Optional.of(opened);
  }

  /** The embedder of a library with this space; empty where its model is not there. */
  Optional<Embedder> forSpace(String name) {
    return name.equals(VisualEmbedder.NAME) ? Optional.of(new VisualEmbedder()) : clip();
  }

  @Override
  public synchronized void close() {
    if (opened != null) {
      opened.close();
    }
  }
}
