package dev.lince.image;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The bytes of a strip or tile of a TIFF, row after row, as they were before compression. */
interface TiffBytes extends AutoCloseable {
  /** Fills all of {@code row}; false where the data end before that, or are damaged. */
  boolean fill(byte[] row);

  @Override
  default void close() {}

  static TiffBytes of(TiffFile file, byte[] packed) {
    return switch (file.format().compression()) {
      case NONE -> new Plain(packed);
      case PACK_BITS -> new PackBits(packed);
      case LZW -> new Lzw(packed);
      case DEFLATE, OLD_DEFLATE -> new Deflated(packed);
      case HUFFMAN, FAX3, FAX4 -> new FaxRows(file, packed);
      case JPEG -> throw new IllegalStateException("A JPEG has no rows of bytes.");
    };
  }

  /** Not compressed at all. */
  final class Plain implements TiffBytes {
    private final byte[] bytes;
    private int at;

    Plain(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public boolean fill(byte[] row) {
      if (row.length > bytes.length - at) {
        return false;
      }
      System.arraycopy(bytes, at, row, 0, row.length);
      at += row.length;
      return true;
    }
  }

  /** Runs and literals (TIFF 6.0, section 9). A run may reach into the next row. */
  final class PackBits implements TiffBytes {
    private final byte[] bytes;
    private int at;
    private int left;
    private boolean run;

    PackBits(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public boolean fill(byte[] row) {
      int filled = 0;
      while (filled < row.length) {
        if (left == 0 && !begin()) {
          return false;
        }
        int count = Math.min(left, row.length - filled);
        if (run) {
          Arrays.fill(row, filled, filled + count, bytes[at]);
        } else if (count > bytes.length - at) {
          return false;
        } else {
          System.arraycopy(bytes, at, row, filled, count);
          at += count;
        }
        filled += count;
        left -= count;
        at += run && left == 0 ? 1 : 0;
      }
      return true;
    }

    private boolean begin() {
      while (at < bytes.length && bytes[at] == -128) {
        at++;
      }
      if (at + 1 >= bytes.length) {
        return false;
      }
      int code = bytes[at++];
      run = code < 0;
      left = run ? 1 - code : 1 + code;
      return true;
    }
  }

  /** A zlib stream. */
  final class Deflated implements TiffBytes {
    private final Inflater inflater = new Inflater();

    Deflated(byte[] bytes) {
      inflater.setInput(bytes);
    }

    @Override
    public boolean fill(byte[] row) {
      int filled = 0;
      try {
        while (filled < row.length) {
          int count = inflater.inflate(row, filled, row.length - filled);
          if (count == 0) {
            return false;
          }
          filled += count;
        }
      } catch (DataFormatException damaged) {
        return false;
      }
      return true;
    }

    @Override
    public void close() {
      inflater.end();
    }
  }

  /** TIFF's LZW (section 13): codes from the high bit on, which grow one code early. */
  final class Lzw implements TiffBytes {
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int MOST_CODES = 4096;

    private final byte[] bytes;
    private final int[] prefix = new int[MOST_CODES];
    private final byte[] last = new byte[MOST_CODES];
    private final byte[] pending = new byte[MOST_CODES];
    private int pendingAt = MOST_CODES;
    private long bitAt;
    private int width = 9;
    private int next = END + 1;
    private int previous = -1;

    Lzw(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public boolean fill(byte[] row) {
      int filled = 0;
      while (filled < row.length) {
        if (pendingAt == MOST_CODES && !decodeOne()) {
          return false;
        }
        int count = Math.min(MOST_CODES - pendingAt, row.length - filled);
        System.arraycopy(pending, pendingAt, row, filled, count);
        pendingAt += count;
        filled += count;
      }
      return true;
    }

    /** The string of the next code, at the end of {@code pending}. */
    private boolean decodeOne() {
      int code = code();
      while (code == CLEAR) {
        width = 9;
        next = END + 1;
        previous = -1;
        code = code();
      }
      boolean known = code < CLEAR || (code > END && code < next);
      boolean fresh = code == next && previous >= 0;
      if (code == END || (!known && !fresh) || (previous < 0 && code >= CLEAR)) {
        return false;
      }
      unwind(known ? code : previous, known ? MOST_CODES : MOST_CODES - 1);
      byte first = pending[pendingAt];
      if (!known) {
        pending[MOST_CODES - 1] = first;
      }
      if (previous >= 0 && next < MOST_CODES) {
        prefix[next] = previous;
        last[next++] = first;
        width = next + 1 >= MOST_CODES ? 12 : 32 - Integer.numberOfLeadingZeros(next + 1);
        width = Math.max(9, width);
      }
      previous = code;
      return true;
    }

    private void unwind(int code, int end) {
      pendingAt = end;
      int at = code;
      while (at > END) {
        pending[--pendingAt] = last[at];
        at = prefix[at];
      }
      pending[--pendingAt] = (byte) at;
    }

    private int code() {
      int value = 0;
      for (int i = 0; i < width; ) {
        int index = (int) (bitAt >> 3);
        if (index >= bytes.length) {
          return END;
        }
        int offset = (int) (bitAt & 7);
        int taken = Math.min(8 - offset, width - i);
        int part = ((bytes[index] & 0xff) >> (8 - offset - taken)) & ((1 << taken) - 1);
        value = value << taken | part;
        i += taken;
        bitAt += taken;
      }
      return value;
    }
  }
}
