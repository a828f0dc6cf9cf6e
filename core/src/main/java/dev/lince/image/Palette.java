package dev.lince.image;

/**
 * The colours that indices stand for, as Pillow reads them: an index that the file names no colour
 * for is a grey of that value.
 */
final class Palette {
  private final int[] colours = new int[256];

  private Palette() {
    for (int i = 0; i < colours.length; i++) {
      colours[i] = i * 0x010101;
    }
  }

  /** From entries of three bytes, red first. */
  static Palette ofRgb(FileBytes bytes, ImageFile.Span span) {
    Palette palette = new Palette();
    for (int i = 0; i < Math.min(256, span.length() / 3); i++) {
      int at = span.from() + 3 * i;
      palette.colours[i] = (bytes.u8(at) << 16) | (bytes.u8(at + 1) << 8) | bytes.u8(at + 2);
    }
    return palette;
  }

  /** From entries of three or four bytes, blue first. */
  static Palette ofBgr(FileBytes bytes, ImageFile.Span span, int entryBytes) {
    Palette palette = new Palette();
    for (int i = 0; i < Math.min(256, span.length() / entryBytes); i++) {
      palette.colours[i] = bytes.u24Little(span.from() + (long) entryBytes * i);
    }
    return palette;
  }

  void put(UprightCanvas canvas, int place, int index) {
    int colour = colours[index];
    canvas.put(place, colour >> 16, colour >> 8, colour);
  }
}
