package dev.lince.image;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;
import org.jspecify.annotations.Nullable;

/**
 * libjpeg-turbo and libwebp, the libraries that the reference itself decodes with, by way of
 * leptonica's natives. Of these only functions are called that catch the libraries' errors
 * themselves: {@code pixReadMem*}, {@code pixGet*}, {@code pixDestroy}, {@code setMsgSeverity}.
 * Others leave by longjmp, which must not cross Java frames.
 *
 * <p>To be called on platform threads: a native call of many milliseconds holds on to the carrier
 * of a virtual one. Native memory (the encoded bytes and 4 bytes a pixel) is given back before each
 * call returns; none of it is JavaCPP's own, whose limit on a process' memory counts everybody's.
 */
final class LeptonicaDecoder implements LossyDecoder {
  private static final int SILENT = 6;
  private static final int COLOUR_WITHOUT_MAP = 0;

  /** As the reference does: what libjpeg only warns of is shown. A cut file the guard has seen. */
  private static final int CONTINUE_WITH_BAD_DATA = leptonica.L_JPEG_CONTINUE_WITH_BAD_DATA;

  /** Words that are fetched at once: they stay in the first-level cache until they are placed. */
  private static final int BLOCK_WORDS = 1 << 12;

  /** APP14, version 100, no flags, no transform: plain CMYK. */
  private static final byte[] ADOBE_MARKER = {
    (byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
  };

  /** Throws {@link LinkageError} where there are no natives for this machine. */
  LeptonicaDecoder() {
    Loader.load(leptonica.class);
    leptonica.setMsgSeverity(SILENT);
  }

  @Override
  public Raster decode(JpegFile file, Orientation orientation, JpegShrink shrink) {
    int divisor = shrink.divisor(file, orientation);
    UprightCanvas canvas =
        new UprightCanvas(
            JpegShrink.side(file.width(), divisor),
            JpegShrink.side(file.height(), divisor),
            orientation);
    try (Arena arena = Arena.ofConfined()) {
      ByteBuffer encoded = nativeCopy(arena, marked(file));
      PIX pix =
          leptonica.pixReadMemJpeg(
              encoded,
              encoded.capacity(),
              COLOUR_WITHOUT_MAP,
              divisor,
              (IntBuffer) null,
              CONTINUE_WITH_BAD_DATA);
      putAndFree(pix, file, canvas, canvas.whole());
      return canvas.raster(file.width(), file.height());
    }
  }

  @Override
  public Raster decode(WebpFile file, Orientation orientation) {
    UprightCanvas canvas = new UprightCanvas(file.width(), file.height(), orientation);
    try (Arena arena = Arena.ofConfined()) {
      ByteBuffer encoded = nativeCopy(arena, file.stillPicture());
      PIX pix = leptonica.pixReadMemWebP(encoded, encoded.capacity());
      putAndFree(pix, file, canvas, file.frame().place());
      return canvas.raster();
    }
  }

  /** Leptonica inverts inks only where it sees Adobe's marker, the reference always. */
  private static byte[] marked(JpegFile file) {
    byte[] jpeg = file.bytes().array();
    if (file.colours() != JpegFile.Colours.UNMARKED_CMYK) {
      return jpeg;
    }
    return ByteBuffer.allocate(jpeg.length + ADOBE_MARKER.length)
        .put(jpeg, 0, 2)
        .put(ADOBE_MARKER)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  private static ByteBuffer nativeCopy(Arena arena, byte[] bytes) {
    MemorySegment segment = arena.allocate(bytes.length);
    segment.copyFrom(MemorySegment.ofArray(bytes));
    return segment.asByteBuffer();
  }

  private static void putAndFree(
      @Nullable PIX pix, ImageFile file, UprightCanvas canvas, UprightCanvas.Box box) {
    if (pix == null) {
      throw file.bytes().corrupt("its data are damaged");
    }
    try {
      int depth = leptonica.pixGetDepth(pix);
      boolean asExpected =
          leptonica.pixGetWidth(pix) == box.width() && leptonica.pixGetHeight(pix) == box.height();
      if (!asExpected || (depth != 8 && depth != 32)) {
        throw file.bytes().corrupt("its header and its data tell different sizes");
      }
      if (depth == 32) {
        putColours(words(pix), canvas, box);
      } else {
        putGreys(words(pix), leptonica.pixGetWpl(pix), canvas, box);
      }
    } finally {
      leptonica.pixDestroy(pix);
    }
  }

  /** The pixels where they lie: valid until the PIX is destroyed, which is why it stays in here. */
  @SuppressWarnings("restricted")
  private static MemorySegment words(PIX pix) {
    long words = (long) leptonica.pixGetWpl(pix) * leptonica.pixGetHeight(pix);
    return MemorySegment.ofAddress(leptonica.pixGetData(pix).address()).reinterpret(4 * words);
  }

  /** A word is a pixel, 0xRRGGBBAA. */
  private static void putColours(MemorySegment words, UprightCanvas canvas, UprightCanvas.Box box) {
    byte[] rgb = canvas.rgb();
    int step = canvas.step();
    int[] block = new int[Math.min(BLOCK_WORDS, box.width())];
    for (int y = 0; y < box.height(); y++) {
      for (int x = 0; x < box.width(); x += block.length) {
        int count = Math.min(block.length, box.width() - x);
        long from = 4 * ((long) y * box.width() + x);
        MemorySegment.copy(words, ValueLayout.JAVA_INT, from, block, 0, count);
        int place = canvas.place(box.left() + x, box.top() + y);
        for (int i = 0; i < count; i++) {
          int word = block[i];
          rgb[place] = (byte) (word >> 24);
          rgb[place + 1] = (byte) (word >> 16);
          rgb[place + 2] = (byte) (word >> 8);
          place += step;
        }
      }
    }
  }

  /** A word is four pixels, the first one in its highest byte; rows begin with a new word. */
  private static void putGreys(
      MemorySegment words, int wordsPerRow, UprightCanvas canvas, UprightCanvas.Box box) {
    int[] row = new int[wordsPerRow];
    for (int y = 0; y < box.height(); y++) {
      MemorySegment.copy(words, ValueLayout.JAVA_INT, 4L * y * wordsPerRow, row, 0, wordsPerRow);
      int place = canvas.place(box.left(), box.top() + y);
      for (int x = 0; x < box.width(); x++) {
        canvas.putGrey(place, row[x / 4] >> (24 - 8 * (x % 4)));
        place += canvas.step();
      }
    }
  }
}
