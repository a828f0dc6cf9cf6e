package dev.lince.embed;

import dev.lince.image.Raster;

/**
 * Makes unit vectors of rasters, and of words where it can. Safe for use by several threads;
 * whoever opened it closes it, once no call is under way.
 */
public interface Embedder extends AutoCloseable {
  /** The space that all vectors of this embedder belong to; the same object for its whole life. */
  Space space();

  /**
   * Returns the embedding of {@code raster}: {@code space().dimension()} finite floats of Euclidean
   * length 1. Runs on the calling thread, which should be a platform thread, and takes a few to
   * some hundred milliseconds of CPU.
   */
  float[] embedImage(Raster raster);

  /** Whether {@link #embedText} can answer. */
  boolean embedsText();

  /**
   * Returns the embedding of {@code text} in the same space.
   *
   * @throws EmbedException.NoText where this embedder knows no words
   */
  TextEmbedding embedText(String text);

  @Override
  void close();
}
