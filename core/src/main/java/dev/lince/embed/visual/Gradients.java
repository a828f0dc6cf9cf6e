package dev.lince.embed.visual;

/**
 * The luma gradients of a canvas, by central differences. Their lengths are divided by the mean
 * length in the surroundings, so that a shadow or a strong edge elsewhere changes little.
 *
 * @param width in pixels
 * @param height in pixels
 * @param contrast length of each pixel's gradient, 0 to {@value #MOST}, mostly below 1
 * @param direction of each gradient in half turns, 0 to below 1: a gradient and its opposite have
 *     the same one
 */
record Gradients(int width, int height, float[] contrast, float[] direction) {
  /** Half the width of the surroundings, as a part of the canvas's shorter side. */
  private static final float SURROUNDINGS = .2f;

  /** Mean length, of at most √2, below which contrast is no longer raised. */
  private static final float FAINT = .06f;

  /** Most that one pixel counts, so that letters on a picture do not outweigh it. */
  private static final float MOST = 4;

  /** Length up to which a gradient is the noise of sensors and compression. */
  private static final float NOISE = .01f;

  static Gradients of(Canvas canvas) {
    int width = canvas.width();
    int height = canvas.height();
    float[] luma = canvas.luma();
    float[] length = new float[width * height];
    float[] direction = new float[width * height];
    for (int y = 0, at = 0; y < height; y++) {
      int above = Math.max(y - 1, 0) * width;
      int below = Math.min(y + 1, height - 1) * width;
      for (int x = 0; x < width; x++, at++) {
        float left = luma[y * width + Math.max(x - 1, 0)];
        float right = luma[y * width + Math.min(x + 1, width - 1)];
        float across = right - left;
        float down = luma[below + x] - luma[above + x];
        length[at] = Math.max(0, (float) Math.sqrt(across * across + down * down) - NOISE);
        float halfTurns = 2 * Angle.turns(across, down);
        direction[at] = halfTurns >= 1 ? halfTurns - 1 : halfTurns;
      }
    }
    int radius = (int) (Math.min(width, height) * SURROUNDINGS);
    float[] mean = slidingMeans(length, width, height, radius);
    for (int i = 0; i < length.length; i++) {
      length[i] = Math.min(MOST, length[i] / (mean[i] + FAINT));
    }
    return new Gradients(width, height, length, direction);
  }

  /** Means over squares of {@code 2 * radius + 1} pixels; what lies outside counts as 0. */
  private static float[] slidingMeans(float[] values, int width, int height, int radius) {
    float[] rows = new float[width * height];
    float[] means = new float[width * height];
    for (int y = 0; y < height; y++) {
      slide(values, rows, y * width, 1, width, radius);
    }
    for (int x = 0; x < width; x++) {
      slide(rows, means, x, width, height, radius);
    }
    return means;
  }

  private static void slide(
      float[] source, float[] target, int start, int step, int count, int radius) {
    double sum = 0;
    for (int i = 0; i < Math.min(radius, count); i++) {
      sum += source[start + i * step];
    }
    for (int i = 0; i < count; i++) {
      if (i + radius < count) {
        sum += source[start + (i + radius) * step];
      }
      if (i > radius) {
        sum -= source[start + (i - radius - 1) * step];
      }
      target[start + i * step] = (float) (sum / (2 * radius + 1));
    }
  }
}
