package dev.lince.image;

import java.util.zip.CRC32;

/** Makes the checksums of a damaged PNG right: else the guard refuses it for them alone. */
final class Checksums {
  private Checksums() {}

  /** The bytes themselves where they are no PNG. */
  static byte[] repaired(byte[] bytes) {
    if (MagicBytes.typeOf(bytes) != ImageType.PNG) {
      return bytes;
    }
    byte[] png = bytes.clone();
    FileBytes numbers = new FileBytes(png, ImageType.PNG);
    long at = 8;
    while (at + 12 <= png.length && at + 12 + numbers.u32Big(at) <= png.length) {
      int length = (int) numbers.u32Big(at);
      CRC32 sum = new CRC32();
      sum.update(png, (int) at + 4, length + 4);
      for (int i = 0; i < 4; i++) {
        png[(int) at + 8 + length + i] = (byte) (sum.getValue() >> (24 - 8 * i));
      }
      at += 12 + length;
    }
    return png;
  }
}
