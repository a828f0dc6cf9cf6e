package dev.lince.image;

/**
 * A JPEG's samples in RGB, by libjpeg's integer arithmetic (jdcolor.c) and Pillow's for CMYK, which
 * takes every such file for inverted, as Adobe's are.
 */
final class JpegColours {
  private static final int HALF = 1 << 15;

  private JpegColours() {}

  /** Puts a stored row; {@code row} has the samples of its pixels one after the other. */
  static void putRow(JpegFile file, int[] row, UprightCanvas canvas, int y) {
    int place = canvas.place(0, y);
    for (int at = 0; at < row.length; at += file.colours().components) {
      switch (file.colours()) {
        case GREY -> canvas.putGrey(place, row[at]);
        case RGB -> canvas.put(place, row[at], row[at + 1], row[at + 2]);
        case YCC -> {
          int luma = row[at];
          int blue = row[at + 1];
          int red = row[at + 2];
          canvas.put(place, red(luma, red), green(luma, blue, red), blue(luma, blue));
        }
        case CMYK, UNMARKED_CMYK ->
            putInk(canvas, place, row[at], row[at + 1], row[at + 2], row[at + 3]);
        case YCCK -> {
          int luma = row[at];
          int blue = row[at + 1];
          int red = row[at + 2];
          int black = row[at + 3];
          putInk(
              canvas,
              place,
              255 - red(luma, red),
              255 - green(luma, blue, red),
              255 - blue(luma, blue),
              black);
        }
      }
      place += canvas.step();
    }
  }

  private static int red(int luma, int red) {
    return clamp(luma + ((fixed(1.40200) * (red - 128) + HALF) >> 16));
  }

  private static int green(int luma, int blue, int red) {
    return clamp(
        luma + ((HALF - fixed(0.34414) * (blue - 128) - fixed(0.71414) * (red - 128)) >> 16));
  }

  private static int blue(int luma, int blue) {
    return clamp(luma + ((fixed(1.77200) * (blue - 128) + HALF) >> 16));
  }

  private static int fixed(double factor) {
    return (int) (factor * 65536 + 0.5);
  }

  private static int clamp(int value) {
    return Math.clamp(value, 0, 255);
  }

  /** Inverted inks: 255 is none of it. */
  static void putInk(
      UprightCanvas canvas, int place, int cyan, int magenta, int yellow, int black) {
    canvas.put(place, paper(cyan, black), paper(magenta, black), paper(yellow, black));
  }

  private static int paper(int ink, int black) {
    int product = (255 - ink) * black + 128;
    return clamp(black - (((product >> 8) + product) >> 8));
  }
}
