package dev.lince.embed.visual;

/**
 * Where the colours lie, coarsely: the colour layout descriptor of MPEG-7 (ISO/IEC 15938-3, section
 * 6.6), that is the cosine transform of an {@value #GRID} × {@value #GRID} grid of mean colours, of
 * which the low frequencies are kept. Only functions that are even from left to right are used, so
 * that a picture and its mirror image are described alike; nothing is quantised.
 */
final class ColorLayout implements Descriptor {
  private static final int GRID = 8;

  /** Of an even column frequency and a row frequency, the largest sum that is kept. */
  private static final int LUMA_FREQUENCIES = 7;

  private static final int CHROMA_FREQUENCIES = 4;

  private static final float[] COSINES = cosines();

  @Override
  public int dimension() {
    return kept(LUMA_FREQUENCIES) + 2 * kept(CHROMA_FREQUENCIES);
  }

  @Override
  public float[] describe(Canvas canvas, Gradients gradients) {
    CellGrid cells = new CellGrid(GRID, 3, canvas.width(), canvas.height());
    float perPixel = 1f / canvas.luma().length;
    for (int y = 0, at = 0; y < canvas.height(); y++) {
      for (int x = 0; x < canvas.width(); x++, at++) {
        cells.add(x, y, 0, canvas.luma()[at] * perPixel);
        cells.add(x, y, 1, canvas.blue()[at] * perPixel);
        cells.add(x, y, 2, canvas.red()[at] * perPixel);
      }
    }
    float[] layout = new float[dimension()];
    int at = transform(cells, 0, LUMA_FREQUENCIES, layout, 0);
    at = transform(cells, 1, CHROMA_FREQUENCIES, layout, at);
    transform(cells, 2, CHROMA_FREQUENCIES, layout, at);
    return layout;
  }

  private static int transform(CellGrid cells, int channel, int highest, float[] target, int at) {
    for (int across = 0; across < GRID; across += 2) {
      for (int down = 0; down < GRID && across + down <= highest; down++) {
        float sum = 0;
        for (int row = 0; row < GRID; row++) {
          for (int column = 0; column < GRID; column++) {
            sum +=
                cells.sum(column, row, channel)
                    * COSINES[across * GRID + column]
                    * COSINES[down * GRID + row];
          }
        }
        target[at++] = sum;
      }
    }
    return at;
  }

  private static int kept(int highest) {
    int count = 0;
    for (int across = 0; across < GRID; across += 2) {
      count += Math.clamp(highest - across + 1, 0, GRID);
    }
    return count;
  }

  /** The orthonormal cosine transform, one row a frequency. */
  private static float[] cosines() {
    float[] table = new float[GRID * GRID];
    for (int frequency = 0; frequency < GRID; frequency++) {
      double length = Math.sqrt((frequency == 0 ? 1.0 : 2.0) / GRID);
      for (int i = 0; i < GRID; i++) {
        table[frequency * GRID + i] =
            (float) (length * StrictMath.cos(Math.PI * (i + .5) * frequency / GRID));
      }
    }
    return table;
  }
}
