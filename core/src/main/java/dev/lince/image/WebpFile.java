package dev.lince.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a WebP (RFC 9649): a still picture, or the first frame of an animation on its
 * canvas. What comes after that frame is looked at for EXIF only.
 *
 * @param frame where the picture lies on the canvas; all of it for a still one
 */
record WebpFile(FileBytes bytes, int width, int height, Frame frame, @Nullable Span exif)
    implements ImageFile {

  /**
   * @param left in pixels from the canvas' left edge
   * @param top in pixels from its upper edge
   * @param bitstream the VP8 or VP8L chunk's body
   * @param lossless whether that is VP8L
   */
  record Frame(int left, int top, int width, int height, Span bitstream, boolean lossless) {
    UprightCanvas.Box place() {
      return new UprightCanvas.Box(left, top, width, height);
    }
  }

  private static final int FIRST_CHUNK = 12;

  static WebpFile read(FileBytes bytes) {
    long end = bytes.u32Little(4) + 8;
    if (end > bytes.length()) {
      throw bytes.cutOff();
    }
    String first = bytes.ascii(FIRST_CHUNK, 4);
    if (!first.equals("VP8X")) {
      Frame still = frame(bytes, FIRST_CHUNK, end, 0, 0);
      return new WebpFile(bytes, still.width(), still.height(), still, null);
    }
    bytes.checked(FIRST_CHUNK + 8, 10);
    boolean animated = (bytes.u8(FIRST_CHUNK + 8) & 2) != 0;
    int width = bytes.u24Little(FIRST_CHUNK + 12) + 1;
    int height = bytes.u24Little(FIRST_CHUNK + 15) + 1;
    Frame frame = animated ? firstFrame(bytes, end) : frame(bytes, FIRST_CHUNK, end, 0, 0);
    boolean fits =
        animated
            ? frame.left() + frame.width() <= width && frame.top() + frame.height() <= height
            : frame.width() == width && frame.height() == height;
    if (!fits) {
      throw bytes.corrupt(
          String.format(
              Locale.ROOT,
              "its canvas is %d × %d pixels, its picture %d × %d",
              width,
              height,
              frame.width(),
              frame.height()));
    }
    return new WebpFile(bytes, width, height, frame, find(bytes, "EXIF", FIRST_CHUNK, end));
  }

  private static Frame firstFrame(FileBytes bytes, long end) {
    Span span = find(bytes, "ANMF", FIRST_CHUNK, end);
    if (span == null || span.length() < 16) {
      throw bytes.corrupt("it holds no frame");
    }
    int at = span.from();
    Frame frame =
        frame(
            bytes,
            at + 16L,
            (long) at + span.length(),
            2 * bytes.u24Little(at),
            2 * bytes.u24Little(at + 3));
    if (frame.width() != bytes.u24Little(at + 6) + 1
        || frame.height() != bytes.u24Little(at + 9) + 1) {
      throw bytes.corrupt("the size of its first frame and of the picture in it differ");
    }
    return frame;
  }

  private static Frame frame(FileBytes bytes, long from, long end, int left, int top) {
    Span lossy = find(bytes, "VP8 ", from, end);
    if (lossy == null) {
      Span lossless = find(bytes, "VP8L", from, end);
      if (lossless == null) {
        throw bytes.corrupt("it holds no picture");
      }
      long sizes = bytes.u32Little(lossless.from() + 1L);
      int width = (int) (sizes & 0x3fff) + 1;
      int height = (int) ((sizes >> 14) & 0x3fff) + 1;
      return new Frame(left, top, width, height, lossless, true);
    }
    int width = bytes.u16Little(lossy.from() + 6L) & 0x3fff;
    int height = bytes.u16Little(lossy.from() + 8L) & 0x3fff;
    ImageFile.requireSides(bytes, width, height);
    return new Frame(left, top, width, height, lossy, false);
  }

  /** The body of the first chunk of that name; a chunk that reaches beyond {@code end} is cut. */
  private static @Nullable Span find(FileBytes bytes, String name, long from, long end) {
    long at = from;
    while (at + 8 <= end) {
      long length = bytes.u32Little(at + 4);
      boolean found = bytes.hasAscii(at, name);
      if (found && at + 8 + length > end) {
        throw bytes.cutOff();
      }
      if (found) {
        return new Span(bytes.checked(at + 8, length), (int) length);
      }
      at += 8 + length + (length & 1);
    }
    return null;
  }

  /**
   * The frame alone, as a WebP of its own. What is left to a decoder has but one chunk: alpha is
   * dropped here, since a raster has none.
   */
  byte[] stillPicture() {
    Span body = frame.bitstream();
    int padded = body.length() + (body.length() & 1);
    return ByteBuffer.allocate(20 + padded)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(ascii("RIFF"))
        .putInt(12 + padded)
        .put(ascii(frame.lossless() ? "WEBPVP8L" : "WEBPVP8 "))
        .putInt(body.length())
        .put(bytes.array(), body.from(), body.length())
        .array();
  }

  private static byte[] ascii(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }
}
