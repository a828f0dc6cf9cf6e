package dev.lince.embed;

import dev.lince.image.Raster;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A small real embedder for tests of what lies around one: the colours of a 4 × 4 grid as a unit
 * vector of 48 dimensions. Counts how often it was asked.
 */
public final class ColorEmbedder implements Embedder {
  private static final int GRID = 4;
  public static final int DIMENSION = 3 * GRID * GRID;

  private final AtomicInteger embedded = new AtomicInteger();
  private final Space space;

  public ColorEmbedder() {
    this("colors");
  }

  public ColorEmbedder(String name) {
    space = new Space(name, "1", "none", DIMENSION, vector(ProbeImage.raster()));
  }

  /** How many images it has embedded. */
  public int embedded() {
    return embedded.get();
  }

  @Override
  public Space space() {
    return space;
  }

  @Override
  public float[] embedImage(Raster raster) {
    embedded.incrementAndGet();
    return vector(raster);
  }

  private static float[] vector(Raster raster) {
    double[] sums = new double[DIMENSION];
    for (int y = 0, at = 0; y < raster.height(); y++) {
      for (int x = 0; x < raster.width(); x++) {
        int cell = y * GRID / raster.height() * GRID + x * GRID / raster.width();
        for (int c = 0; c < 3; c++, at++) {
          sums[3 * cell + c] += 1 + (raster.rgb()[at] & 255);
        }
      }
    }
    double squares = 0;
    for (double sum : sums) {
      squares += sum * sum;
    }
    float[] unit = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      unit[i] = (float) (sums[i] / Math.sqrt(squares));
    }
    return unit;
  }

  @Override
  public boolean embedsText() {
    return false;
  }

  @Override
  public TextEmbedding embedText(String text) {
    throw new EmbedException.NoText("The embedder %s knows no words.".formatted(space.name()));
  }

  @Override
  public void close() {}
}
