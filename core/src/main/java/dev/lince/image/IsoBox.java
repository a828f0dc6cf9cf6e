package dev.lince.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A box of the ISO base media file format (ISO/IEC 14496-12, section 4.2), which HEIC, AVIF and
 * Canon's CR3 are made of.
 *
 * @param type four characters
 * @param from where its body begins, behind size and type
 * @param to the first byte behind it, never beyond the end of the file
 */
record IsoBox(FileBytes bytes, String type, int from, int to) {
  /** No picture has so many in one place; a list of them costs memory before any limit speaks. */
  private static final int MAX_BOXES = 10_000;

  /**
   * The boxes that lie side by side in a stretch of the file. What follows the last whole one is
   * passed over: programs append notes of their own, and a picture that is cut off is missed by
   * whoever needs it.
   */
  static List<IsoBox> within(FileBytes bytes, long from, long to) {
    List<IsoBox> boxes = new ArrayList<>();
    long at = from;
    while (at + 8 <= to) {
      long size = bytes.u32Big(at);
      int header = 8;
      if (size == 1 && at + 16 <= to) {
        size = bytes.u64Big(at + 8);
        header = 16;
      } else if (size == 0) {
        size = to - at;
      }
      if (size < header || size > to - at) {
        return boxes;
      }
      if (boxes.size() == MAX_BOXES) {
        throw bytes.corrupt("it is made of more parts than any picture has");
      }
      boxes.add(new IsoBox(bytes, bytes.ascii(at + 4, 4), (int) (at + header), (int) (at + size)));
      at += size;
    }
    return boxes;
  }

  /** The boxes in this one, behind {@code skipped} bytes of its own. */
  List<IsoBox> children(int skipped) {
    return within(bytes, (long) from + skipped, to);
  }

  /** Of a full box: the version that its first byte says. */
  int version() {
    return u8(0);
  }

  int u8(int at) {
    return bytes.u8(inside(at, 1));
  }

  int u16(int at) {
    return bytes.u16Big(inside(at, 2));
  }

  long u32(int at) {
    return bytes.u32Big(inside(at, 4));
  }

  /** A number of 0, 2, 4 or 8 bytes, or of 1; zero where it has none. */
  long number(int at, int size) {
    return switch (size) {
      case 0 -> 0;
      case 1 -> u8(at);
      case 2 -> u16(at);
      case 4 -> u32(at);
      case 8 -> bytes.u64Big(inside(at, 8));
      default ->
          throw bytes.corrupt(
              String.format(Locale.ROOT, "its %s says numbers of %d bytes", type, size));
    };
  }

  String ascii(int at, int length) {
    return bytes.ascii(inside(at, length), length);
  }

  int length() {
    return to - from;
  }

  private long inside(int at, int count) {
    if (at < 0 || at > length() - count) {
      throw bytes.corrupt(String.format(Locale.ROOT, "its %s ends too early", type));
    }
    return (long) from + at;
  }
}
