package dev.lince.embed.visual;

/** One measurement of a canvas. Stateless and safe for use by several threads. */
interface Descriptor {
  /** How many floats {@link #describe} returns, always the same. */
  int dimension();

  /**
   * Finite floats, not normalised; all 0 where the canvas shows nothing of the kind.
   *
   * @param gradients those of {@code canvas}
   */
  float[] describe(Canvas canvas, Gradients gradients);
}
