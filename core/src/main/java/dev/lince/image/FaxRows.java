package dev.lince.image;

import java.util.Arrays;

/**
 * The rows of a picture in black and white as fax machines write them: T.4 in one and two
 * dimensions, T.6 (ITU-T), and TIFF's own variant without line ends (TIFF 6.0, section 10). A set
 * bit is black.
 *
 * <p>A row is kept as the places where its colour changes, the first of them from white to black.
 */
final class FaxRows implements TiffBytes {
  private static final int OPTIONS = 292;

  private final byte[] bytes;
  private final TiffFormat.Compression kind;
  private final boolean twoDimensional;
  private final int width;
  private long bitAt;
  private int[] above;
  private int[] changes;
  private int count;

  FaxRows(TiffFile file, byte[] bytes) {
    this.bytes = bytes;
    kind = file.format().compression();
    twoDimensional = (file.directory().number(OPTIONS, 0) & 1) != 0;
    width = file.segments().width();
    above = new int[2 * width + 8];
    changes = new int[2 * width + 8];
    Arrays.fill(above, width);
  }

  @Override
  public boolean fill(byte[] row) {
    boolean read =
        switch (kind) {
          case FAX4 -> readByRowAbove();
          case FAX3 -> readAfterLineEnd();
          default -> readByteAligned();
        };
    if (!read) {
      return false;
    }
    Arrays.fill(changes, count, changes.length, width);
    Arrays.fill(row, (byte) 0);
    for (int i = 0; i < count; i += 2) {
      for (int x = changes[i]; x < changes[i + 1]; x++) {
        row[x >> 3] |= (byte) (0x80 >> (x & 7));
      }
    }
    int[] free = above;
    above = changes;
    changes = free;
    return true;
  }

  private boolean readByteAligned() {
    bitAt = (bitAt + 7) & ~7L;
    return readRuns();
  }

  private boolean readAfterLineEnd() {
    boolean runsOnly = true;
    if (peek(11) == 0) {
      while (bitAt < 8L * bytes.length && peek(1) == 0) {
        bitAt++;
      }
      bitAt++;
      runsOnly = !twoDimensional || take(1) == 1;
    }
    return runsOnly ? readRuns() : readByRowAbove();
  }

  private boolean readRuns() {
    count = 0;
    int at = 0;
    for (boolean black = false; at < width; black = !black) {
      int run = run(black);
      if (run < 0 || run > width - at || count == changes.length - 2) {
        return false;
      }
      at += run;
      changes[count++] = at;
    }
    return true;
  }

  /** T.6, section 2.2: each change by where the row above changes. */
  private boolean readByRowAbove() {
    count = 0;
    int at = -1;
    boolean black = false;
    while (at < width) {
      int b1 = black ? 1 : 0;
      while (b1 + 2 < above.length && above[b1] <= at && above[b1] < width) {
        b1 += 2;
      }
      int mode = mode();
      if (mode == PASS) {
        at = above[Math.min(b1 + 1, above.length - 1)];
      } else if (mode == HORIZONTAL) {
        int first = run(black);
        int second = run(!black);
        long end = (long) Math.max(at, 0) + first + second;
        if (first < 0 || second < 0 || end > width || count > changes.length - 4) {
          return false;
        }
        changes[count++] = Math.max(at, 0) + first;
        changes[count++] = (int) end;
        at = (int) end;
      } else {
        int change = above[b1] + mode;
        if (mode == NONE || change < Math.max(at, 0) || change > width) {
          return false;
        }
        if (count == changes.length - 2) {
          return false;
        }
        changes[count++] = change;
        at = change;
        black = !black;
      }
    }
    return true;
  }

  private static final int PASS = 100;
  private static final int HORIZONTAL = 101;
  private static final int NONE = 102;

  /** How far from the change above the change lies, or one of the constants. */
  private int mode() {
    int ahead = peek(7);
    int zeros = Integer.numberOfLeadingZeros(ahead) - 25;
    int second = zeros < 6 ? ahead >> (5 - zeros) & 1 : 0;
    return switch (zeros) {
      case 0 -> taken(1, 0);
      case 1 -> taken(3, second == 1 ? 1 : -1);
      case 2 -> taken(3, HORIZONTAL);
      case 3 -> taken(4, PASS);
      case 4 -> taken(6, second == 1 ? 2 : -2);
      case 5 -> taken(7, second == 1 ? 3 : -3);
      default -> NONE;
    };
  }

  private int taken(int bits, int mode) {
    bitAt += bits;
    return mode;
  }

  /** A whole run, or a negative number where no code is there. */
  private int run(boolean black) {
    FaxCodes codes = black ? FaxCodes.BLACK : FaxCodes.WHITE;
    int run = 0;
    while (true) {
      int ahead = peek(FaxCodes.LOOK_AHEAD);
      int part = codes.run(ahead);
      if (codes.length(ahead) == 0 || run > width || bitAt >= 8L * bytes.length) {
        return -1;
      }
      bitAt += codes.length(ahead);
      run += part;
      if (part < 64) {
        return run;
      }
    }
  }

  private int take(int bits) {
    int value = peek(bits);
    bitAt += bits;
    return value;
  }

  private int peek(int bits) {
    int value = 0;
    int index = (int) (bitAt >> 3);
    for (int i = 0; i < 3; i++) {
      value = value << 8 | (index + i < bytes.length ? bytes[index + i] & 0xff : 0);
    }
    return value >> (24 - (int) (bitAt & 7) - bits) & ((1 << bits) - 1);
  }
}
