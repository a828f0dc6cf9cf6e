package dev.lince.image;

/** The pixels of a bitmap, as Pillow reads them: a fourth byte is no alpha. */
final class BmpDecoder {
  private BmpDecoder() {}

  static Raster decode(BmpFile file, Orientation orientation) {
    UprightCanvas canvas = new UprightCanvas(file.width(), file.height(), orientation);
    if (file.bits() > 8) {
      colours(file, canvas);
      return canvas.raster();
    }
    Palette palette = Palette.ofBgr(file.bytes(), file.palette(), file.paletteStep());
    switch (file.compression()) {
      case NONE, MASKED -> indices(file, palette, canvas);
      case RUN_LENGTHS_8, RUN_LENGTHS_4 -> runLengths(file, palette, canvas);
    }
    return canvas.raster();
  }

  private static int rowPlace(BmpFile file, UprightCanvas canvas, int row) {
    return canvas.place(0, file.topDown() ? row : file.height() - 1 - row);
  }

  private static void colours(BmpFile file, UprightCanvas canvas) {
    FileBytes bytes = file.bytes();
    int pixelBytes = file.bits() / 8;
    Channel red = new Channel(file.masks().red());
    Channel green = new Channel(file.masks().green());
    Channel blue = new Channel(file.masks().blue());
    for (int row = 0; row < file.height(); row++) {
      long at = file.dataAt() + row * file.stride();
      int place = rowPlace(file, canvas, row);
      for (int x = 0; x < file.width(); x++) {
        long pixel =
            switch (pixelBytes) {
              case 2 -> bytes.u16Little(at);
              case 3 -> bytes.u24Little(at);
              default -> bytes.u32Little(at);
            };
        canvas.put(place, red.of(pixel), green.of(pixel), blue.of(pixel));
        at += pixelBytes;
        place += canvas.step();
      }
    }
  }

  private static void indices(BmpFile file, Palette palette, UprightCanvas canvas) {
    int bits = file.bits();
    int perByte = 8 / bits;
    for (int row = 0; row < file.height(); row++) {
      long at = file.dataAt() + row * file.stride();
      int place = rowPlace(file, canvas, row);
      for (int x = 0; x < file.width(); x++) {
        int shift = 8 - bits * (x % perByte + 1);
        int index = file.bytes().u8(at + x / perByte) >> shift & ((1 << bits) - 1);
        palette.put(canvas, place, index);
        place += canvas.step();
      }
    }
  }

  /** Runs go on along rows; what they skip is index 0. */
  private static void runLengths(BmpFile file, Palette palette, UprightCanvas canvas) {
    byte[] indices = new RunLengths(file).read();
    for (int row = 0; row < file.height(); row++) {
      int place = rowPlace(file, canvas, row);
      for (int x = 0; x < file.width(); x++) {
        palette.put(canvas, place, indices[row * file.width() + x] & 0xff);
        place += canvas.step();
      }
    }
  }

  /** One colour's bits of a pixel, stretched to 0…255. */
  private record Channel(long mask, int shift, long most) {
    Channel(long mask) {
      this(mask, Long.numberOfTrailingZeros(mask) & 63, mask >>> Long.numberOfTrailingZeros(mask));
    }

    int of(long pixel) {
      return most == 0 ? 0 : (int) (((pixel & mask) >>> shift) * 255 / most);
    }
  }

  /** Microsoft's RLE8 and RLE4: pairs of a count and a value, a count of 0 being an escape. */
  private static final class RunLengths {
    private final BmpFile file;
    private final byte[] indices;
    private int x;
    private int row;

    RunLengths(BmpFile file) {
      this.file = file;
      indices = new byte[file.width() * file.height()];
    }

    byte[] read() {
      FileBytes bytes = file.bytes();
      int at = file.dataAt();
      while (row < file.height()) {
        int count = bytes.u8(at);
        int value = bytes.u8(at + 1);
        at += 2;
        if (count > 0) {
          for (int i = 0; i < count; i++) {
            put(nibbles() ? (i & 1) == 0 ? value >> 4 : value & 15 : value);
          }
        } else if (value == 0) {
          x = 0;
          row++;
        } else if (value == 1) {
          break;
        } else if (value == 2) {
          x += bytes.u8(at);
          row += bytes.u8(at + 1);
          at += 2;
        } else {
          literals(at, value);
          int length = nibbles() ? (value + 1) / 2 : value;
          at += length + (length & 1);
        }
      }
      return indices;
    }

    private void literals(int at, int count) {
      for (int i = 0; i < count; i++) {
        int value = file.bytes().u8(nibbles() ? at + i / 2 : at + i);
        put(nibbles() ? (i & 1) == 0 ? value >> 4 : value & 15 : value);
      }
    }

    private boolean nibbles() {
      return file.compression() == BmpFile.Compression.RUN_LENGTHS_4;
    }

    private void put(int index) {
      if (x < file.width() && row < file.height()) {
        indices[row * file.width() + x] = (byte) index;
      }
      x++;
    }
  }
}
