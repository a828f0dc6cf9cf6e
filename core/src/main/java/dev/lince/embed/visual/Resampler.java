package dev.lince.embed.visual;

import dev.lince.image.Raster;
import java.util.Arrays;

/**
 * Area averaging: a target pixel is the mean of what it covers, or of one source pixel's width
 * where it covers less, which makes enlarging bilinear. Two passes, rows first.
 */
final class Resampler {
  private Resampler() {}

  /**
   * Means of squares of {@code factor} × {@code factor} pixels. What remains at the right and lower
   * edge is left out, less than {@code factor} pixels.
   */
  static Raster reduced(Raster raster, int factor) {
    int width = raster.width() / factor;
    int height = raster.height() / factor;
    byte[] rgb = new byte[3 * width * height];
    int[] sums = new int[3 * width];
    int area = factor * factor;
    for (int y = 0; y < height; y++) {
      Arrays.fill(sums, 0);
      for (int row = y * factor; row < (y + 1) * factor; row++) {
        addRow(raster, row, factor, sums);
      }
      for (int i = 0; i < sums.length; i++) {
        rgb[y * sums.length + i] = (byte) ((sums[i] + area / 2) / area);
      }
    }
    return new Raster(width, height, rgb);
  }

  private static void addRow(Raster raster, int row, int factor, int[] sums) {
    byte[] rgb = raster.rgb();
    int at = 3 * row * raster.width();
    for (int i = 0; i < sums.length; i += 3) {
      for (int end = at + 3 * factor; at < end; at += 3) {
        sums[i] += rgb[at] & 255;
        sums[i + 1] += rgb[at + 1] & 255;
        sums[i + 2] += rgb[at + 2] & 255;
      }
    }
  }

  static Canvas resample(Raster raster, Canvas.Box box, int width, int height) {
    Taps columns = Taps.of(box.left(), box.right(), width, raster.width());
    Taps rows = Taps.of(box.top(), box.bottom(), height, raster.height());
    int top = rows.first()[0];
    int bottom = rows.first()[height - 1] + rows.count()[height - 1];
    float[] narrowed = new float[(bottom - top) * width * 3];
    for (int y = top; y < bottom; y++) {
      narrowRow(raster, y, columns, narrowed, (y - top) * width * 3);
    }
    return flatten(narrowed, width, rows, top);
  }

  private static void narrowRow(Raster raster, int y, Taps columns, float[] target, int start) {
    byte[] rgb = raster.rgb();
    int row = y * raster.width();
    for (int x = 0, at = start; x < columns.first().length; x++, at += 3) {
      float red = 0;
      float green = 0;
      float blue = 0;
      int pixel = 3 * (row + columns.first()[x]);
      for (int tap = 0; tap < columns.count()[x]; tap++, pixel += 3) {
        float weight = columns.weights()[x * columns.most() + tap];
        red += weight * (rgb[pixel] & 255);
        green += weight * (rgb[pixel + 1] & 255);
        blue += weight * (rgb[pixel + 2] & 255);
      }
      target[at] = red;
      target[at + 1] = green;
      target[at + 2] = blue;
    }
  }

  private static Canvas flatten(float[] narrowed, int width, Taps rows, int top) {
    int height = rows.first().length;
    float[] luma = new float[width * height];
    float[] blueDifference = new float[width * height];
    float[] redDifference = new float[width * height];
    float[] sums = new float[3 * width];
    for (int y = 0; y < height; y++) {
      Arrays.fill(sums, 0);
      for (int tap = 0; tap < rows.count()[y]; tap++) {
        float weight = rows.weights()[y * rows.most() + tap];
        int from = (rows.first()[y] + tap - top) * width * 3;
        for (int i = 0; i < sums.length; i++) {
          sums[i] += weight * narrowed[from + i];
        }
      }
      for (int x = 0, at = y * width; x < width; x++, at++) {
        float red = sums[3 * x] / 255;
        float blue = sums[3 * x + 2] / 255;
        float brightness = .299f * red + .587f * (sums[3 * x + 1] / 255) + .114f * blue;
        luma[at] = brightness;
        blueDifference[at] = (blue - brightness) * .564f;
        redDifference[at] = (red - brightness) * .713f;
      }
    }
    return new Canvas(width, height, luma, blueDifference, redDifference);
  }

  /**
   * Which source pixels make up each target pixel of one axis.
   *
   * @param first source pixel of each target pixel
   * @param count of source pixels of each target pixel, at least 1
   * @param most the largest count
   * @param weights {@code most} for each target pixel, of which the first {@code count} add up to 1
   */
  private record Taps(int[] first, int[] count, int most, float[] weights) {
    static Taps of(double from, double to, int targets, int sources) {
      double scale = (to - from) / targets;
      double half = Math.max(scale, 1) / 2;
      int most = (int) Math.ceil(2 * half) + 1;
      int[] first = new int[targets];
      int[] count = new int[targets];
      float[] weights = new float[targets * most];
      for (int i = 0; i < targets; i++) {
        double centre = from + (i + .5) * scale;
        double low = Math.max(0, Math.min(centre - half, sources - .5));
        double high = Math.min(sources, Math.max(centre + half, .5));
        first[i] = (int) low;
        count[i] = Math.max(1, (int) Math.ceil(high) - first[i]);
        for (int tap = 0; tap < count[i]; tap++) {
          double covered =
              Math.min(high, first[i] + tap + 1.0) - Math.max(low, (double) first[i] + tap);
          weights[i * most + tap] = (float) (covered / (high - low));
        }
      }
      return new Taps(first, count, most, weights);
    }
  }
}
