package dev.lince.image;

/**
 * The screen and the first frame of a GIF (GIF89a); what comes after that frame is not looked at.
 *
 * <p>Width and height are the logical screen's, made larger where the frame reaches beyond it.
 *
 * @param palette RGB triples of the frame's colour table or else the global one; empty where there
 *     is neither
 * @param transparent the frame's transparent index, or -1
 * @param dataAt where the LZW data begin: the code size, then blocks
 */
record GifFile(
    FileBytes bytes, int width, int height, Frame frame, Span palette, int transparent, int dataAt)
    implements ImageFile {

  /** Where the first frame lies on the screen, in pixels. */
  record Frame(int left, int top, int width, int height, boolean interlaced) {}

  static GifFile read(FileBytes bytes) {
    int screenFlags = bytes.u8(10);
    Span globalPalette = palette(bytes, 13, screenFlags);
    int at = 13 + globalPalette.length();
    int transparent = -1;
    while (true) {
      int introducer = bytes.u8(at++);
      if (introducer == 0x21) {
        if (bytes.u8(at) == 0xf9 && bytes.u8(at + 1) >= 4) {
          transparent = (bytes.u8(at + 2) & 1) == 1 ? bytes.u8(at + 5) : -1;
        }
        at = afterBlocks(bytes, at + 1);
      } else if (introducer == 0x2c) {
        return withFrame(bytes, at, globalPalette, transparent);
      } else if (introducer == 0x3b) {
        throw bytes.corrupt("it holds no frame");
      }
    }
  }

  private static GifFile withFrame(FileBytes bytes, int at, Span globalPalette, int transparent) {
    int flags = bytes.u8(at + 8);
    Frame frame =
        new Frame(
            bytes.u16Little(at),
            bytes.u16Little(at + 2),
            bytes.u16Little(at + 4),
            bytes.u16Little(at + 6),
            (flags & 0x40) != 0);
    ImageFile.requireSides(bytes, frame.width(), frame.height());
    Span own = palette(bytes, at + 9, flags);
    return new GifFile(
        bytes,
        Math.max(bytes.u16Little(6), frame.left() + frame.width()),
        Math.max(bytes.u16Little(8), frame.top() + frame.height()),
        frame,
        own.length() > 0 ? own : globalPalette,
        transparent,
        at + 9 + own.length());
  }

  private static Span palette(FileBytes bytes, int at, int flags) {
    int length = (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    return new Span(bytes.checked(at, length), length);
  }

  private static int afterBlocks(FileBytes bytes, int at) {
    int next = at;
    for (int size = bytes.u8(next); size > 0; size = bytes.u8(next)) {
      next += 1 + size;
    }
    return next + 1;
  }
}
