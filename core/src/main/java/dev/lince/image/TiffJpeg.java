package dev.lince.image;

import java.io.ByteArrayOutputStream;

/**
 * A strip or tile that is a JPEG (TIFF Technical Note 2): its tables may lie apart, once for all of
 * them, and its colours are the TIFF's affair, not the JPEG's.
 */
record TiffJpeg(TiffFile file, ImageFile.Span span) {
  private static final int TABLES = 347;

  /** APP14 of version 100, whose last byte names the transform. */
  private static final byte[] ADOBE_MARKER = {
    (byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0
  };

  void put(LossyDecoder lossy, UprightCanvas canvas, int left, int top, int columns, int rows) {
    JpegFile jpeg = JpegFile.read(new FileBytes(whole(), file.bytes().type()));
    boolean fits =
        jpeg.width() == file.segments().width()
            && jpeg.height() >= rows
            && jpeg.height() <= file.segments().height()
            && jpeg.colours().components == file.format().samples();
    if (!fits) {
      throw file.bytes().corrupt("a strip or tile of it has another size than it should");
    }
    Raster raster = lossy.decode(jpeg, Orientation.UPRIGHT, JpegShrink.NONE);
    byte[] rgb = raster.rgb();
    boolean inverted = file.format().colours() == TiffFormat.Colours.WHITE_IS_ZERO;
    int mask = inverted ? 0xff : 0;
    for (int y = 0; y < rows; y++) {
      int place = canvas.place(left, top + y);
      int at = 3 * y * raster.width();
      for (int x = 0; x < columns; x++, at += 3, place += canvas.step()) {
        canvas.put(place, rgb[at] ^ mask, rgb[at + 1] ^ mask, rgb[at + 2] ^ mask);
      }
    }
  }

  private byte[] whole() {
    byte[] array = file.bytes().array();
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    jpeg.write(0xff);
    jpeg.write(0xd8);
    if (file.format().samples() == 3) {
      jpeg.writeBytes(ADOBE_MARKER);
      jpeg.write(file.format().colours() == TiffFormat.Colours.YCC ? 1 : 0);
    }
    ImageFile.Span tables = file.directory().span(TABLES);
    if (tables != null && tables.length() > 4) {
      jpeg.write(array, tables.from() + 2, tables.length() - 4);
    }
    if (span.length() > 2) {
      jpeg.write(array, span.from() + 2, span.length() - 2);
    }
    return jpeg.toByteArray();
  }
}
