package dev.lince.image;

import java.util.Arrays;

/**
 * Resizes as Pillow's {@code Image.resize} with {@code BICUBIC} does, to the bit, but computes only
 * the part that is kept.
 *
 * <p>Pillow resizes along the rows first, rounds to bytes, then along the columns. Here every input
 * sample is added to the few sums that it belongs to, instead of every output gathering its
 * samples: the inner loop then runs over neighbouring integers, which the compiler turns into
 * vector instructions. Rows are taken in strips, turned so that one pixel column of a strip lies
 * together; each finished row goes into the sums of its columns at once, and no intermediate image
 * is kept. Integer sums do not depend on the order of their terms.
 *
 * <p>For use by one thread at a time; keeps its buffers from one call to the next.
 */
public final class PillowResize {
  private static final int STRIP = 64;
  private static final int HALF = 1 << (BicubicWeights.PRECISION_BITS - 1);

  private int[][] across = new int[0][];
  private int[][] down = new int[0][];
  private final int[] column = new int[3 * STRIP];
  private int[] row = new int[0];

  /**
   * Returns the RGB bytes of the rectangle {@code crop} out of {@code image} resized to {@code
   * width} × {@code height}.
   */
  public byte[] resize(Raster image, long width, long height, Crop crop) {
    BicubicWeights x =
        new BicubicWeights(
            image.width(),
            extent(image.width(), image.sourceWidth()),
            width,
            crop.left(),
            crop.width());
    BicubicWeights y =
        new BicubicWeights(
            image.height(),
            extent(image.height(), image.sourceHeight()),
            height,
            crop.top(),
            crop.height());
    prepare(crop);
    int lastRow = y.end(y.count() - 1);
    for (int top = y.start(0); top < lastRow; top += STRIP) {
      int rows = Math.min(STRIP, lastRow - top);
      resizeRows(image, x, top, rows);
      addToColumns(y, x.count(), top, rows);
    }
    return toBytes(crop);
  }

  /**
   * How many of the raster's samples the whole image covers. A decoder that shrinks to an eighth, a
   * quarter or a half rounds up: of its last sample, only a part is image.
   */
  private static double extent(int size, int sourceSize) {
    long reduction = Math.round((double) sourceSize / size);
    boolean isRoundedUp = Math.ceilDiv(sourceSize, reduction) == size;
    return isRoundedUp ? (double) sourceSize / reduction : size;
  }

  private void prepare(Crop crop) {
    if (across.length != crop.width() || down.length != crop.height()) {
      across = new int[crop.width()][3 * STRIP];
      down = new int[crop.height()][3 * crop.width()];
      row = new int[3 * crop.width()];
    }
    for (int[] sums : down) {
      Arrays.fill(sums, HALF);
    }
  }

  /** Fills {@link #across} with the sums of one strip: per output column, its rows' RGB. */
  private void resizeRows(Raster image, BicubicWeights x, int top, int rows) {
    for (int[] sums : across) {
      Arrays.fill(sums, HALF);
    }
    int first = 0;
    int end = x.end(x.count() - 1);
    for (int in = x.start(0); in < end; in++) {
      turnColumn(image, in, top, rows);
      while (x.end(first) <= in) {
        first++;
      }
      for (int i = first; i < x.count() && x.start(i) <= in; i++) {
        addScaled(across[i], column, x.weight(i, in));
      }
    }
  }

  private void turnColumn(Raster image, int x, int top, int rows) {
    byte[] rgb = image.rgb();
    int stride = 3 * image.width();
    int from = top * stride + 3 * x;
    int[] to = column;
    for (int i = 0; i < 3 * rows; i += 3, from += stride) {
      to[i] = rgb[from] & 0xff;
      to[i + 1] = rgb[from + 1] & 0xff;
      to[i + 2] = rgb[from + 2] & 0xff;
    }
  }

  private void addToColumns(BicubicWeights y, int width, int top, int rows) {
    int first = 0;
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < width; i++) {
        int[] sums = across[i];
        row[3 * i] = toByte(sums[3 * r]);
        row[3 * i + 1] = toByte(sums[3 * r + 1]);
        row[3 * i + 2] = toByte(sums[3 * r + 2]);
      }
      int in = top + r;
      while (y.end(first) <= in) {
        first++;
      }
      for (int i = first; i < y.count() && y.start(i) <= in; i++) {
        addScaled(down[i], row, y.weight(i, in));
      }
    }
  }

  private static void addScaled(int[] sums, int[] values, int weight) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[i] * weight;
    }
  }

  private static int toByte(int sum) {
    return Math.clamp(sum >> BicubicWeights.PRECISION_BITS, 0, 255);
  }

  private byte[] toBytes(Crop crop) {
    byte[] rgb = new byte[3 * crop.width() * crop.height()];
    int at = 0;
    for (int[] sums : down) {
      for (int sum : sums) {
        rgb[at++] = (byte) toByte(sum);
      }
    }
    return rgb;
  }

  /** The part of the resized image that is kept, in its pixels. */
  public record Crop(long left, long top, int width, int height) {}
}
