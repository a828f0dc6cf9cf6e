package dev.lince.image;

import java.util.Arrays;
import java.util.Locale;

/**
 * The pixels of a TIFF's first page in the colours of Pillow's {@code convert("RGB")}: alpha is
 * dropped, but undone where it was multiplied in; of 16-bit colours the high byte counts, and grey
 * of 16 bits is clipped at 255, as the reference does. Row by row: beside the raster it needs a few
 * rows, and for JPEG a strip or tile.
 */
final class TiffDecoder {
  private static final int COLOUR_MAP = 320;

  private final TiffFile file;
  private final TiffFormat format;
  private final UprightCanvas canvas;
  private final LossyDecoder lossy;
  private final byte[] palette;

  private TiffDecoder(TiffFile file, Orientation orientation, LossyDecoder lossy) {
    this.file = file;
    this.format = file.format();
    this.lossy = lossy;
    canvas = new UprightCanvas(file.width(), file.height(), orientation);
    palette = format.colours() == TiffFormat.Colours.PALETTE ? palette(file) : new byte[0];
  }

  static Raster decode(TiffFile file, Orientation orientation, LossyDecoder lossy) {
    TiffDecoder decoder = new TiffDecoder(file, orientation, lossy);
    TiffFile.Segments segments = file.segments();
    for (int row = 0; row < segments.down(); row++) {
      for (int column = 0; column < segments.across(); column++) {
        decoder.segment(row, column);
      }
    }
    return decoder.canvas.raster();
  }

  /** Red, green and blue by index, from 16-bit tables that lie one behind the other. */
  private static byte[] palette(TiffFile file) {
    long[] map = file.directory().numbers(COLOUR_MAP);
    int colours = 1 << file.format().bits();
    if (map.length < 3 * colours) {
      throw file.bytes()
          .corrupt(String.format(Locale.ROOT, "its palette has fewer than %d colours", colours));
    }
    byte[] palette = new byte[3 * colours];
    for (int i = 0; i < palette.length; i++) {
      palette[i] = (byte) (map[i % 3 * colours + i / 3] >> 8);
    }
    return palette;
  }

  private void segment(int row, int column) {
    TiffFile.Segments segments = file.segments();
    int left = column * segments.width();
    int top = row * segments.height();
    int columns = Math.min(segments.width(), file.width() - left);
    int rows = Math.min(segments.height(), file.height() - top);
    if (format.compression() == TiffFormat.Compression.JPEG) {
      TiffJpeg jpeg = new TiffJpeg(file, segments.span(0, row, column));
      jpeg.put(lossy, canvas, left, top, columns, rows);
      return;
    }
    int planes = format.planar() ? format.samples() : 1;
    TiffRows[] readers = new TiffRows[planes];
    try {
      for (int plane = 0; plane < planes; plane++) {
        readers[plane] = TiffRows.open(file, segments.span(plane, row, column));
      }
      int[] samples = new int[segments.width() * format.samples()];
      for (int y = 0; y < rows; y++) {
        for (int plane = 0; plane < planes; plane++) {
          readers[plane].next(samples, plane, planes);
        }
        putRow(samples, columns, canvas.place(left, top + y));
      }
    } finally {
      Arrays.stream(readers).filter(reader -> reader != null).forEach(TiffRows::close);
    }
  }

  private void putRow(int[] samples, int columns, int firstPlace) {
    int step = canvas.step();
    int place = firstPlace;
    for (int x = 0, at = 0; x < columns; x++, at += format.samples(), place += step) {
      switch (format.colours()) {
        case BLACK_IS_ZERO -> canvas.putGrey(place, grey(samples[at]));
        case WHITE_IS_ZERO -> canvas.putGrey(place, grey((1 << format.bits()) - 1 - samples[at]));
        case PALETTE -> {
          int index = 3 * samples[at];
          canvas.put(place, palette[index], palette[index + 1], palette[index + 2]);
        }
        case RGB, YCC -> putRgb(samples, at, place);
        case CMYK ->
            JpegColours.putInk(
                canvas,
                place,
                255 - high(samples[at]),
                255 - high(samples[at + 1]),
                255 - high(samples[at + 2]),
                255 - high(samples[at + 3]));
      }
    }
  }

  private void putRgb(int[] samples, int at, int place) {
    int red = high(samples[at]);
    int green = high(samples[at + 1]);
    int blue = high(samples[at + 2]);
    if (format.premultiplied()) {
      int alpha = high(samples[at + 3]);
      red = unmultiplied(red, alpha);
      green = unmultiplied(green, alpha);
      blue = unmultiplied(blue, alpha);
    }
    canvas.put(place, red, green, blue);
  }

  private static int unmultiplied(int colour, int alpha) {
    return alpha == 0 ? 0 : Math.min(255, 255 * colour / alpha);
  }

  /** In 8 bits: fewer are stretched, of more the high ones count. */
  private int high(int sample) {
    int bits = format.bits();
    return bits > 8 ? sample >> 8 : sample * 255 / ((1 << bits) - 1);
  }

  private int grey(int sample) {
    return format.bits() > 8 ? Math.min(255, sample) : high(sample);
  }
}
