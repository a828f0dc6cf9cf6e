package dev.lince.image;

import java.util.Locale;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a PNG (W3C PNG, third edition), walked from start to end. Checksums of critical
 * chunks must be right; those of others do not matter to the picture.
 *
 * @param bitDepth of a sample: 1, 2, 4, 8 or 16
 * @param colour how samples make a pixel
 * @param palette RGB triples, empty where there is no PLTE chunk
 * @param dataAt where the first IDAT chunk begins; the bodies of all that follow each other are one
 *     zlib stream
 */
record PngFile(
    FileBytes bytes,
    int width,
    int height,
    int bitDepth,
    Colour colour,
    boolean interlaced,
    Span palette,
    int dataAt,
    @Nullable Span exif)
    implements ImageFile {

  /** The colour types, with the number of samples that a pixel has. */
  enum Colour {
    GREY(0, 1),
    RGB(2, 3),
    PALETTE(3, 1),
    GREY_ALPHA(4, 2),
    RGB_ALPHA(6, 4);

    private final int code;
    final int samples;

    Colour(int code, int samples) {
      this.code = code;
      this.samples = samples;
    }

    boolean allows(int bitDepth) {
      return switch (this) {
        case GREY -> Integer.bitCount(bitDepth) == 1 && bitDepth <= 16;
        case PALETTE -> Integer.bitCount(bitDepth) == 1 && bitDepth <= 8;
        case RGB, GREY_ALPHA, RGB_ALPHA -> bitDepth == 8 || bitDepth == 16;
      };
    }
  }

  private static final int FIRST_CHUNK = 8;

  static PngFile read(FileBytes bytes) {
    if (bytes.u32Big(FIRST_CHUNK) != 13 || !bytes.hasAscii(FIRST_CHUNK + 4, "IHDR")) {
      throw bytes.corrupt("it does not begin with its header");
    }
    Span palette = new Span(0, 0);
    Span exif = null;
    int dataAt = 0;
    long at = FIRST_CHUNK;
    while (true) {
      long length = bytes.u32Big(at);
      String name = bytes.ascii(at + 4, 4);
      Span body = new Span(bytes.checked(at + 8, length + 4), (int) length);
      if (Character.isUpperCase(name.charAt(0))) {
        checkSum(bytes, body, name);
      }
      switch (name) {
        case "IEND" -> {
          return file(bytes, palette, dataAt, exif);
        }
        case "IDAT" -> dataAt = dataAt == 0 ? (int) at : dataAt;
        case "PLTE" -> palette = body;
        case "eXIf" -> exif = body;
        default -> {}
      }
      at += 12 + length;
    }
  }

  private static void checkSum(FileBytes bytes, Span body, String name) {
    CRC32 sum = new CRC32();
    sum.update(bytes.array(), body.from() - 4, body.length() + 4);
    if (sum.getValue() != bytes.u32Big((long) body.from() + body.length())) {
      throw bytes.corrupt(
          String.format(Locale.ROOT, "the checksum of its %s chunk is wrong", name));
    }
  }

  private static PngFile file(FileBytes bytes, Span palette, int dataAt, @Nullable Span exif) {
    if (dataAt == 0) {
      throw bytes.corrupt("it holds no picture");
    }
    long width = bytes.u32Big(FIRST_CHUNK + 8);
    long height = bytes.u32Big(FIRST_CHUNK + 12);
    if (width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw bytes.corrupt(
          String.format(Locale.ROOT, "its header says %d × %d pixels", width, height));
    }
    ImageFile.requireSides(bytes, width, height);
    int bitDepth = bytes.u8(FIRST_CHUNK + 16);
    int code = bytes.u8(FIRST_CHUNK + 17);
    int interlace = bytes.u8(FIRST_CHUNK + 20);
    for (Colour colour : Colour.values()) {
      if (colour.code == code && colour.allows(bitDepth) && interlace <= 1) {
        return new PngFile(
            bytes,
            (int) width,
            (int) height,
            bitDepth,
            colour,
            interlace == 1,
            palette,
            dataAt,
            exif);
      }
    }
    throw bytes.corrupt(
        String.format(
            Locale.ROOT,
            "its header says colour type %d, %d bits, interlace method %d",
            code,
            bitDepth,
            interlace));
  }
}
