package dev.lince.embed.visual;

/**
 * Texture: rotation-invariant uniform local binary patterns (T. Ojala, M. Pietikäinen, T. Mäenpää,
 * «Multiresolution Gray-Scale and Rotation Invariant Texture Classification with Local Binary
 * Patterns», TPAMI 2002) at {@value #SCALES} radii. A pattern says which of a pixel's eight
 * neighbours are brighter; counted is how many are, where they lie side by side, and all other
 * patterns together. The square root of the counts is kept.
 */
final class LocalPatterns implements Descriptor {
  private static final int SCALES = 4;
  private static final int NEIGHBOURS = 8;
  private static final int BINS = NEIGHBOURS + 2;

  /** Eight neighbours on a square, in order around it. */
  private static final int[] ACROSS = {1, 1, 0, -1, -1, -1, 0, 1};

  private static final int[] DOWN = {0, 1, 1, 1, 0, -1, -1, -1};

  /** How much brighter a neighbour must be, so that plain areas count as plain. */
  private static final float BRIGHTER = .01f;

  @Override
  public int dimension() {
    return SCALES * BINS;
  }

  @Override
  public float[] describe(Canvas canvas, Gradients gradients) {
    float[] counts = new float[dimension()];
    for (int scale = 0; scale < SCALES; scale++) {
      count(canvas, 1 << scale, counts, scale * BINS);
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] = (float) Math.sqrt(counts[i]);
    }
    return counts;
  }

  private static void count(Canvas canvas, int radius, float[] counts, int first) {
    int width = canvas.width();
    float[] luma = canvas.luma();
    int[] offsets = new int[NEIGHBOURS];
    for (int i = 0; i < NEIGHBOURS; i++) {
      offsets[i] = (DOWN[i] * width + ACROSS[i]) * radius;
    }
    for (int y = radius; y < canvas.height() - radius; y++) {
      for (int x = radius; x < width - radius; x++) {
        int at = y * width + x;
        float threshold = luma[at] + BRIGHTER;
        int pattern = 0;
        for (int i = 0; i < NEIGHBOURS; i++) {
          pattern |= luma[at + offsets[i]] > threshold ? 1 << i : 0;
        }
        counts[first + binOf(pattern)]++;
      }
    }
  }

  private static int binOf(int pattern) {
    int turned = (pattern << 1 | pattern >> (NEIGHBOURS - 1)) & ((1 << NEIGHBOURS) - 1);
    int changes = Integer.bitCount(pattern ^ turned);
    return changes <= 2 ? Integer.bitCount(pattern) : BINS - 1;
  }
}
