package dev.lince.embed.visual;

/**
 * How much of which colour, wherever it lies: a histogram over brightness, hue and three steps of
 * colourfulness, in which a pixel is shared between the neighbouring bins (M. Swain, D. Ballard,
 * «Color Indexing», IJCV 1991). The square root of the counts makes the scalar product of two
 * histograms their Bhattacharyya coefficient.
 */
final class ColorHistogram implements Descriptor {
  private static final int SHADES = 4;
  private static final int HUES = 8;

  /** Grey, and two steps of colour. */
  private static final int BINS_A_SHADE = 1 + 2 * HUES;

  /** Length of the chroma vector, of 0.5 at most, that counts as pale; from twice that on, full. */
  private static final float PALE = .1f;

  @Override
  public int dimension() {
    return SHADES * BINS_A_SHADE;
  }

  @Override
  public float[] describe(Canvas canvas, Gradients gradients) {
    float[] counts = new float[dimension()];
    for (int i = 0; i < canvas.luma().length; i++) {
      float shade = Math.clamp(canvas.luma()[i], 0, 1) * (SHADES - 1);
      int darker = Math.min((int) shade, SHADES - 2);
      float lighterShare = shade - darker;
      int bin = darker * BINS_A_SHADE;
      float blue = canvas.blue()[i];
      float red = canvas.red()[i];
      addColor(counts, bin, blue, red, 1 - lighterShare);
      addColor(counts, bin + BINS_A_SHADE, blue, red, lighterShare);
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] = (float) Math.sqrt(counts[i]);
    }
    return counts;
  }

  private static void addColor(float[] counts, int shade, float blue, float red, float share) {
    float colorfulness = Math.min((float) Math.sqrt(blue * blue + red * red) / PALE, 2);
    float hue = Angle.turns(blue, red) * HUES;
    int lower = (int) hue;
    float upperShare = hue - lower;
    float pale = share * (1 - Math.abs(colorfulness - 1));
    float full = share * Math.max(0, colorfulness - 1);
    counts[shade] += share * Math.max(0, 1 - colorfulness);
    int first = shade + 1 + lower % HUES;
    int second = shade + 1 + (lower + 1) % HUES;
    counts[first] += pale * (1 - upperShare);
    counts[second] += pale * upperShare;
    counts[first + HUES] += full * (1 - upperShare);
    counts[second + HUES] += full * upperShare;
  }
}
