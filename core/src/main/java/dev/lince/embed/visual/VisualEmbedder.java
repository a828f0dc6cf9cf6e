package dev.lince.embed.visual;

import dev.lince.embed.EmbedException;
import dev.lince.embed.Embedder;
import dev.lince.embed.ProbeImage;
import dev.lince.embed.Space;
import dev.lince.embed.TextEmbedding;
import dev.lince.image.Raster;

/**
 * The embedder that needs no model file: published descriptors of edges, outline, colour and
 * texture in {@value #DIMENSION} dimensions. It finds copies of a picture (other size, format,
 * brightness or colour, cut, framed, captioned, mirrored) and pictures that look alike; what they
 * mean it does not know, and it knows no words.
 *
 * <p>The same raster gives the same bits on every machine. Safe for use by several threads at once;
 * {@link #close} does nothing.
 */
public final class VisualEmbedder implements Embedder {
  /** The name of the space. */
  public static final String NAME = "visual";

  private static final int DIMENSION = 512;

  /** Changes whenever any picture's vector does. */
  private static final String VERSION = "1";

  private final float[] centre = Centre.read();
  private final Space space =
      new Space(NAME, VERSION, VERSION, DIMENSION, embedImage(ProbeImage.raster()));

  /**
   * The normalised descriptors of {@code raster} before they are centred and weighted; what the
   * program that measures the centre averages.
   */
  public static float[] uncentred(Raster raster) {
    return Blend.blocks(raster);
  }

  @Override
  public Space space() {
    return space;
  }

  @Override
  public float[] embedImage(Raster raster) {
    float[] vector = Blend.blocks(raster);
    Blend.weigh(vector, centre);
    return vector;
  }

  @Override
  public boolean embedsText() {
    return false;
  }

  @Override
  public TextEmbedding embedText(String text) {
    throw new EmbedException.NoText(
        "The visual embedder compares what pictures look like and knows no words: search with a"
            + " picture, or give Lince a CLIP model.");
  }

  @Override
  public void close() {}
}
