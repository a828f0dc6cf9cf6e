package dev.lince.image;

import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The pixels of a PNG (W3C PNG, third edition) in the colours that Pillow's {@code convert("RGB")}
 * gives: alpha and transparency are dropped without blending, of 16-bit samples the high byte
 * counts, but grey ones of 16 bits are clipped at 255. Row by row: beside the raster it needs two
 * rows.
 */
final class PngDecoder {
  /** Adam7: first column, first row, step between columns, step between rows. */
  private static final int[][] ADAM7 = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private static final int[][] ONE_PASS = {{0, 0, 1, 1}};

  private final PngFile file;
  private final UprightCanvas canvas;
  private final Palette palette;
  private final Inflater inflater;
  private int chunkAt;

  private PngDecoder(PngFile file, Orientation orientation, Inflater inflater) {
    this.file = file;
    this.inflater = inflater;
    canvas = new UprightCanvas(file.width(), file.height(), orientation);
    palette = Palette.ofRgb(file.bytes(), file.palette());
    chunkAt = file.dataAt();
  }

  static Raster decode(PngFile file, Orientation orientation) {
    try (Inflater inflater = new Inflater()) {
      return new PngDecoder(file, orientation, inflater).read();
    }
  }

  private Raster read() {
    for (int[] pass : file.interlaced() ? ADAM7 : ONE_PASS) {
      readPass(pass[0], pass[1], pass[2], pass[3]);
    }
    return canvas.raster();
  }

  private void readPass(int left, int top, int stepX, int stepY) {
    int width = (file.width() - left + stepX - 1) / stepX;
    if (width <= 0) {
      return;
    }
    int pixelBits = file.colour().samples * file.bitDepth();
    int rowBytes = (int) (((long) width * pixelBits + 7) / 8);
    int pixelBytes = Math.max(1, pixelBits / 8);
    byte[] row = new byte[rowBytes];
    byte[] above = new byte[rowBytes];
    byte[] filter = new byte[1];
    for (int y = top; y < file.height(); y += stepY) {
      inflate(filter);
      inflate(row);
      unfilter(filter[0], row, above, pixelBytes);
      putRow(row, width, canvas.place(left, y), canvas.step() * stepX);
      byte[] free = above;
      above = row;
      row = free;
    }
  }

  private void inflate(byte[] into) {
    int filled = 0;
    try {
      while (filled < into.length) {
        int count = inflater.inflate(into, filled, into.length - filled);
        filled += count;
        if (count == 0) {
          feed();
        }
      }
    } catch (DataFormatException e) {
      throw (ImageRefused) file.bytes().corrupt("its compressed data are damaged").initCause(e);
    }
  }

  private void feed() {
    FileBytes bytes = file.bytes();
    boolean nothingLeft = inflater.needsInput() && !bytes.hasAscii(chunkAt + 4L, "IDAT");
    if (inflater.finished() || inflater.needsDictionary() || nothingLeft) {
      throw bytes.corrupt("its compressed data end before the picture is complete");
    }
    if (inflater.needsInput()) {
      int length = (int) bytes.u32Big(chunkAt);
      inflater.setInput(bytes.array(), chunkAt + 8, length);
      chunkAt += 12 + length;
    }
  }

  private void unfilter(int filter, byte[] row, byte[] above, int pixelBytes) {
    switch (filter) {
      case 0 -> {}
      case 1 -> {
        for (int i = pixelBytes; i < row.length; i++) {
          row[i] += row[i - pixelBytes];
        }
      }
      case 2 -> {
        for (int i = 0; i < row.length; i++) {
          row[i] += above[i];
        }
      }
      case 3 -> unfilterAverage(row, above, pixelBytes);
      case 4 -> unfilterPaeth(row, above, pixelBytes);
      default ->
          throw file.bytes().corrupt(String.format(Locale.ROOT, "a row names filter %d", filter));
    }
  }

  private static void unfilterAverage(byte[] row, byte[] above, int pixelBytes) {
    for (int i = 0; i < row.length; i++) {
      int left = i < pixelBytes ? 0 : row[i - pixelBytes] & 0xff;
      row[i] += (byte) ((left + (above[i] & 0xff)) >> 1);
    }
  }

  private static void unfilterPaeth(byte[] row, byte[] above, int pixelBytes) {
    for (int i = 0; i < Math.min(pixelBytes, row.length); i++) {
      row[i] += above[i];
    }
    for (int i = pixelBytes; i < row.length; i++) {
      int left = row[i - pixelBytes] & 0xff;
      int up = above[i] & 0xff;
      int corner = above[i - pixelBytes] & 0xff;
      int toLeft = Math.abs(up - corner);
      int toUp = Math.abs(left - corner);
      int toCorner = Math.abs(left + up - 2 * corner);
      int nearest = toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
      row[i] += (byte) nearest;
    }
  }

  private void putRow(byte[] row, int width, int firstPlace, int step) {
    int bytesPerSample = file.bitDepth() == 16 ? 2 : 1;
    switch (file.colour()) {
      case RGB, RGB_ALPHA -> putColours(row, width, firstPlace, step, bytesPerSample);
      case GREY_ALPHA -> {
        for (int x = 0, place = firstPlace; x < width; x++, place += step) {
          canvas.putGrey(place, row[2 * bytesPerSample * x]);
        }
      }
      case GREY -> putGreys(row, width, firstPlace, step);
      case PALETTE -> {
        for (int x = 0, place = firstPlace; x < width; x++, place += step) {
          palette.put(canvas, place, packed(row, x));
        }
      }
    }
  }

  private void putColours(byte[] row, int width, int firstPlace, int step, int sampleBytes) {
    byte[] rgb = canvas.rgb();
    int pixelBytes = file.colour().samples * sampleBytes;
    for (int x = 0, at = 0, place = firstPlace; x < width; x++, at += pixelBytes, place += step) {
      rgb[place] = row[at];
      rgb[place + 1] = row[at + sampleBytes];
      rgb[place + 2] = row[at + 2 * sampleBytes];
    }
  }

  private void putGreys(byte[] row, int width, int firstPlace, int step) {
    int bits = file.bitDepth();
    int stretch = bits < 8 ? 255 / ((1 << bits) - 1) : 1;
    for (int x = 0, place = firstPlace; x < width; x++, place += step) {
      boolean clipped = bits == 16 && row[2 * x] != 0;
      int grey = bits == 16 ? row[2 * x + 1] : packed(row, x) * stretch;
      canvas.putGrey(place, clipped ? 255 : grey);
    }
  }

  /** The sample of a pixel that fills 1, 2, 4 or 8 bits, the first one in the highest bits. */
  private int packed(byte[] row, int x) {
    int bits = file.bitDepth();
    int perByte = 8 / bits;
    return (row[x / perByte] >> (8 - bits * (x % perByte + 1))) & ((1 << bits) - 1);
  }
}
