package dev.lince.app.config;

/** What {@code LINCE_EMBEDDER} says. */
public enum EmbedderChoice {
  /** CLIP where its model is at hand or can be had, {@link #VISUAL} until then. */
  AUTO,
  /** The neural model and nothing else. */
  CLIP,
  /** The descriptors that need no model file. */
  VISUAL
}
