package dev.lince.image;

import java.util.Locale;

/**
 * The headers of a Windows or OS/2 bitmap (BITMAPCOREHEADER, BITMAPINFOHEADER and its successors).
 *
 * @param bits of a pixel: 1, 4, 8, 16, 24 or 32
 * @param masks where red, green and blue lie in a pixel of 16 or 32 bits
 * @param palette entries of {@code paletteStep} bytes, blue before green before red; empty above 8
 *     bits
 * @param dataAt where the rows, or the run lengths, begin
 */
record BmpFile(
    FileBytes bytes,
    int width,
    int height,
    boolean topDown,
    int bits,
    Compression compression,
    Masks masks,
    Span palette,
    int paletteStep,
    int dataAt)
    implements ImageFile {

  enum Compression {
    NONE(0),
    RUN_LENGTHS_8(1),
    RUN_LENGTHS_4(2),
    MASKED(3);

    private final long code;

    Compression(long code) {
      this.code = code;
    }
  }

  /** Contiguous bits of a pixel; one whose mask is empty is 0 everywhere. */
  record Masks(long red, long green, long blue) {
    static final Masks FIVE_BITS = new Masks(0x7c00, 0x3e0, 0x1f);
    static final Masks EIGHT_BITS = new Masks(0xff0000, 0xff00, 0xff);
  }

  private static final int HEADER_AT = 14;
  private static final int CORE_HEADER = 12;

  static BmpFile read(FileBytes bytes) {
    long headerSize = bytes.u32Little(HEADER_AT);
    if (headerSize == CORE_HEADER) {
      int width = bytes.u16Little(HEADER_AT + 4);
      int height = bytes.u16Little(HEADER_AT + 6);
      return file(
          bytes, width, height, bytes.u16Little(HEADER_AT + 10), Compression.NONE, headerSize);
    }
    if (headerSize < 40 || headerSize > 124) {
      throw bytes.corrupt(
          String.format(Locale.ROOT, "its header says that it is %d bytes long", headerSize));
    }
    int width = (int) bytes.u32Little(HEADER_AT + 4);
    int height = (int) bytes.u32Little(HEADER_AT + 8);
    int bits = bytes.u16Little(HEADER_AT + 14);
    return file(bytes, width, height, bits, compression(bytes), headerSize);
  }

  private static Compression compression(FileBytes bytes) {
    long code = bytes.u32Little(HEADER_AT + 16);
    for (Compression compression : Compression.values()) {
      if (compression.code == code) {
        return compression;
      }
    }
    throw new ImageRefused.NotAnImage(
        String.format(
            Locale.ROOT,
            "The BMP has compression %d; Lince reads 0 to 3 (none, run lengths, masks).",
            code));
  }

  private static BmpFile file(
      FileBytes bytes,
      int width,
      int signedHeight,
      int bits,
      Compression compression,
      long headerSize) {
    int height = signedHeight == Integer.MIN_VALUE ? 0 : Math.abs(signedHeight);
    ImageFile.requireSides(bytes, width, height);
    if (!fits(compression, bits)) {
      throw bytes.corrupt(
          String.format(
              Locale.ROOT, "its header says %d bits a pixel, compression %s", bits, compression));
    }
    boolean masksFollow = compression == Compression.MASKED && headerSize < 52;
    long paletteAt = HEADER_AT + headerSize + (masksFollow ? 12 : 0);
    int step = headerSize == CORE_HEADER ? 3 : 4;
    long colours = headerSize == CORE_HEADER || bits > 8 ? 0 : bytes.u32Little(HEADER_AT + 32);
    long entries = bits > 8 ? 0 : colours == 0 ? 1L << bits : Math.min(colours, 1L << bits);
    Span palette = new Span(bytes.checked(paletteAt, entries * step), (int) entries * step);
    long dataAt = bytes.u32Little(10);
    if (dataAt <= HEADER_AT + headerSize) {
      dataAt = paletteAt + palette.length();
    }
    long rows = compression == Compression.NONE || bits > 8 ? stride(width, bits) * height : 0;
    return new BmpFile(
        bytes,
        width,
        height,
        signedHeight < 0,
        bits,
        compression,
        masks(bytes, bits, compression),
        palette,
        step,
        bytes.checked(dataAt, rows));
  }

  private static boolean fits(Compression compression, int bits) {
    return switch (compression) {
      case NONE -> bits == 1 || bits == 4 || bits == 8 || bits == 16 || bits == 24 || bits == 32;
      case RUN_LENGTHS_8 -> bits == 8;
      case RUN_LENGTHS_4 -> bits == 4;
      case MASKED -> bits == 16 || bits == 32;
    };
  }

  private static Masks masks(FileBytes bytes, int bits, Compression compression) {
    if (compression != Compression.MASKED) {
      return bits == 16 ? Masks.FIVE_BITS : Masks.EIGHT_BITS;
    }
    int at = HEADER_AT + 40;
    return new Masks(bytes.u32Little(at), bytes.u32Little(at + 4), bytes.u32Little(at + 8));
  }

  /** Bytes of a row: whole words of 32 bits. */
  long stride() {
    return stride(width, bits);
  }

  private static long stride(int width, int bits) {
    return ((long) width * bits + 31) / 32 * 4;
  }
}
