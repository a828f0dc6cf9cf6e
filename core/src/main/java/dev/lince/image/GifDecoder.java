package dev.lince.image;

import java.util.Arrays;
import java.util.Locale;

/**
 * The first frame of a GIF on its logical screen, as Pillow shows it: transparent pixels keep their
 * palette's colour, and what the frame leaves free is the transparent index or else index 0.
 */
final class GifDecoder {
  private static final int[][] INTERLACE_PASSES = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};

  private GifDecoder() {}

  static Raster decode(GifFile file, Orientation orientation) {
    GifFile.Frame frame = file.frame();
    Palette palette = Palette.ofRgb(file.bytes(), file.palette());
    byte[] indices = new LzwReader(file).read(frame.width() * frame.height());
    UprightCanvas canvas = new UprightCanvas(file.width(), file.height(), orientation);
    fillFree(file, palette, canvas);
    int[] rows = rowOrder(frame);
    for (int i = 0; i < rows.length; i++) {
      int place = canvas.place(frame.left(), frame.top() + rows[i]);
      for (int x = 0; x < frame.width(); x++) {
        palette.put(canvas, place, indices[i * frame.width() + x] & 0xff);
        place += canvas.step();
      }
    }
    return canvas.raster();
  }

  private static void fillFree(GifFile file, Palette palette, UprightCanvas canvas) {
    GifFile.Frame frame = file.frame();
    if (frame.width() == file.width() && frame.height() == file.height()) {
      return;
    }
    int free = Math.max(0, file.transparent());
    for (int y = 0; y < file.height(); y++) {
      for (int x = 0; x < file.width(); x++) {
        palette.put(canvas, canvas.place(x, y), free);
      }
    }
  }

  private static int[] rowOrder(GifFile.Frame frame) {
    int[] rows = new int[frame.height()];
    if (!frame.interlaced()) {
      Arrays.setAll(rows, y -> y);
      return rows;
    }
    int i = 0;
    for (int[] pass : INTERLACE_PASSES) {
      for (int y = pass[0]; y < frame.height(); y += pass[1]) {
        rows[i++] = y;
      }
    }
    return rows;
  }

  /** Variable-length-code LZW (GIF89a, appendix F). */
  private static final class LzwReader {
    private static final int MAX_CODES = 1 << 12;

    private final GifFile file;
    private final int literals;
    private final int[] prefix = new int[MAX_CODES];
    private final byte[] suffix = new byte[MAX_CODES];
    private final byte[] first = new byte[MAX_CODES];
    private final int[] lengths = new int[MAX_CODES];
    private int at;
    private int leftInBlock;
    private int bits;
    private int bitCount;

    LzwReader(GifFile file) {
      this.file = file;
      int codeSize = file.bytes().u8(file.dataAt());
      if (codeSize < 1 || codeSize > 11) {
        throw file.bytes()
            .corrupt(
                String.format(Locale.ROOT, "its codes say that they are %d bits long", codeSize));
      }
      literals = 1 << codeSize;
      at = file.dataAt() + 1;
      for (int i = 0; i < literals; i++) {
        suffix[i] = (byte) i;
        first[i] = (byte) i;
        lengths[i] = 1;
      }
    }

    byte[] read(int count) {
      byte[] indices = new byte[count];
      int codeBits = Integer.numberOfTrailingZeros(literals) + 1;
      int width = codeBits;
      int next = literals + 2;
      int previous = -1;
      int filled = 0;
      while (filled < count) {
        int code = nextCode(width);
        if (code == literals) {
          width = codeBits;
          next = literals + 2;
          previous = -1;
          continue;
        }
        if (code == literals + 1) {
          throw file.bytes().cutOff();
        }
        if (code > next || (previous < 0 && code >= literals)) {
          throw file.bytes().corrupt("its data hold a code that stands for nothing");
        }
        if (previous >= 0 && next < MAX_CODES) {
          prefix[next] = previous;
          suffix[next] = code == next ? first[previous] : first[code];
          first[next] = first[previous];
          lengths[next] = lengths[previous] + 1;
          next++;
          if (next == 1 << width && width < 12) {
            width++;
          }
        }
        filled = write(code, indices, filled);
        previous = code;
      }
      return indices;
    }

    private int write(int code, byte[] indices, int filled) {
      int length = lengths[code];
      int symbol = code;
      for (int i = filled + length - 1; i >= filled; i--) {
        if (i < indices.length) {
          indices[i] = suffix[symbol];
        }
        symbol = prefix[symbol];
      }
      return Math.min(indices.length, filled + length);
    }

    private int nextCode(int width) {
      while (bitCount < width) {
        while (leftInBlock == 0) {
          leftInBlock = file.bytes().u8(at++);
          if (leftInBlock == 0) {
            throw file.bytes().cutOff();
          }
        }
        bits |= file.bytes().u8(at++) << bitCount;
        bitCount += 8;
        leftInBlock--;
      }
      int code = bits & ((1 << width) - 1);
      bits >>>= width;
      bitCount -= width;
      return code;
    }
  }
}
