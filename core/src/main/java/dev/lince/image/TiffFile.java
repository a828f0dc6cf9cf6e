package dev.lince.image;

import java.util.Locale;

/**
 * The first page of a TIFF (TIFF 6.0, with its supplements, and BigTIFF): how its samples are
 * written, and where each strip or tile lies, all of them inside the file.
 *
 * @param directory the page's own tags
 */
record TiffFile(
    FileBytes bytes,
    int width,
    int height,
    TiffDirectory directory,
    TiffFormat format,
    Segments segments)
    implements ImageFile {

  /**
   * The strips or tiles, row by row of them, for planes plane by plane.
   *
   * @param width of a tile; of a strip, the picture's
   * @param height of a tile or strip, in rows; the last one of the picture may have fewer
   * @param across how many lie side by side
   * @param down how many lie one below the other
   */
  record Segments(int width, int height, int across, int down, long[] offsets, long[] lengths) {
    Span span(int plane, int row, int column) {
      int index = (plane * down + row) * across + column;
      return new Span((int) offsets[index], (int) lengths[index]);
    }
  }

  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int STRIP_OFFSETS = 273;
  private static final int ROWS_PER_STRIP = 278;
  private static final int STRIP_LENGTHS = 279;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_LENGTHS = 325;

  /** Tiles may be larger than the picture, and what lies beyond its right edge is decoded too. */
  @Override
  public long decodedPixels() {
    long padded = (long) segments.across * segments.width * height;
    return Math.max((long) width * height, padded / 2);
  }

  /** What the directory says beside the picture. */
  Exif notes() {
    return TiffNotes.of(directory);
  }

  static TiffFile read(FileBytes bytes) {
    TiffDirectory.Layout layout = TiffDirectory.Layout.of(bytes, 0);
    if (layout == null) {
      throw bytes.corrupt("its header names no byte order");
    }
    try {
      return read(bytes, layout.directory(layout.firstDirectoryAt()));
    } catch (ArithmeticException e) {
      throw (ImageRefused) bytes.corrupt("its numbers are beyond all bounds").initCause(e);
    }
  }

  private static TiffFile read(FileBytes bytes, TiffDirectory directory) {
    int width = Math.toIntExact(directory.number(WIDTH, 0));
    int height = Math.toIntExact(directory.number(HEIGHT, 0));
    ImageFile.requireSides(bytes, width, height);
    TiffFormat format = TiffFormat.of(directory);
    boolean tiled = directory.has(TILE_WIDTH);
    long wide = tiled ? directory.number(TILE_WIDTH, 0) : width;
    long high =
        tiled
            ? directory.number(TILE_HEIGHT, 0)
            : Math.min(directory.number(ROWS_PER_STRIP, height), height);
    ImageFile.requireSides(bytes, wide, high);
    int across = Math.ceilDiv(width, Math.toIntExact(wide));
    int down = Math.ceilDiv(height, Math.toIntExact(high));
    long expected = (long) across * down * (format.planar() ? format.samples() : 1);
    long[] offsets = directory.numbers(tiled ? TILE_OFFSETS : STRIP_OFFSETS);
    long[] lengths = directory.numbers(tiled ? TILE_LENGTHS : STRIP_LENGTHS);
    if (lengths.length == 0 && offsets.length == 1) {
      // Some old programs leave the length out where there is but one strip.
      lengths = new long[] {Math.max(0, bytes.length() - offsets[0])};
    }
    if (offsets.length < expected || lengths.length < expected) {
      throw bytes.corrupt(
          String.format(
              Locale.ROOT,
              "it says where %,d of its %,d strips or tiles lie",
              Math.min(offsets.length, lengths.length),
              expected));
    }
    for (int i = 0; i < expected; i++) {
      bytes.checked(offsets[i], lengths[i]);
    }
    return new TiffFile(
        bytes,
        width,
        height,
        directory,
        format,
        new Segments((int) wide, (int) high, across, down, offsets, lengths));
  }
}
