package dev.lince.image;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads numbers out of an encoded image. Reading beyond the end is what a cut-off image does, and
 * is refused as such.
 */
record FileBytes(byte[] array, ImageType type) {
  int length() {
    return array.length;
  }

  int u8(long at) {
    return array[checked(at, 1)] & 0xff;
  }

  int u16Big(long at) {
    int i = checked(at, 2);
    return ((array[i] & 0xff) << 8) | (array[i + 1] & 0xff);
  }

  int u16Little(long at) {
    int i = checked(at, 2);
    return (array[i] & 0xff) | ((array[i + 1] & 0xff) << 8);
  }

  int u24Little(long at) {
    checked(at, 3);
    return u16Little(at) | (u8(at + 2) << 16);
  }

  long u32Big(long at) {
    checked(at, 4);
    return ((long) u16Big(at) << 16) | u16Big(at + 2);
  }

  /** As a signed number; what is negative lies beyond the end of any file. */
  long u64Big(long at) {
    checked(at, 8);
    return (u32Big(at) << 32) | u32Big(at + 4);
  }

  long u32Little(long at) {
    checked(at, 4);
    return u16Little(at) | ((long) u16Little(at + 2) << 16);
  }

  boolean hasAscii(long at, String expected) {
    return at <= array.length - expected.length() && ascii(at, expected.length()).equals(expected);
  }

  String ascii(long at, int length) {
    return new String(array, checked(at, length), length, StandardCharsets.ISO_8859_1);
  }

  /** The offset as an index, once {@code count} bytes are known to lie there. */
  int checked(long at, long count) {
    if (at < 0 || count < 0 || at > array.length - count) {
      throw cutOff();
    }
    return (int) at;
  }

  ImageRefused.Corrupt cutOff() {
    return new ImageRefused.Corrupt(
        String.format(
            Locale.ROOT,
            "The %s is cut off: it ends after %,d bytes, in the middle of the picture.",
            type,
            array.length));
  }

  ImageRefused.Corrupt corrupt(String what) {
    return new ImageRefused.Corrupt(
        String.format(Locale.ROOT, "The %s is broken: %s.", type, what));
  }
}
