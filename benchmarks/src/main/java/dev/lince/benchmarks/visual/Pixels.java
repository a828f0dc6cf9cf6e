package dev.lince.benchmarks.visual;

import dev.lince.image.Raster;
import java.awt.image.BufferedImage;

/** Reading and making rasters pixel by pixel. */
final class Pixels {
  private Pixels() {}

  /** The value of one channel at a place, 0 to 255; it is rounded and clamped. */
  interface Formula {
    double value(int x, int y, int channel);
  }

  static Raster fill(int width, int height, Formula formula) {
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0, at = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int channel = 0; channel < 3; channel++, at++) {
          rgb[at] = (byte) Math.clamp(Math.round(formula.value(x, y, channel)), 0, 255);
        }
      }
    }
    return new Raster(width, height, rgb);
  }

  /** The value of the pixel that is nearest to (x, y). */
  static int at(Raster raster, int x, int y, int channel) {
    int column = Math.clamp(x, 0, raster.width() - 1);
    int row = Math.clamp(y, 0, raster.height() - 1);
    return raster.rgb()[3 * (row * raster.width() + column) + channel] & 255;
  }

  static double luma(Raster raster, int x, int y) {
    return .299 * at(raster, x, y, 0) + .587 * at(raster, x, y, 1) + .114 * at(raster, x, y, 2);
  }

  static BufferedImage toBufferedImage(Raster raster) {
    BufferedImage image =
        new BufferedImage(raster.width(), raster.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < raster.height(); y++) {
      for (int x = 0; x < raster.width(); x++) {
        image.setRGB(
            x, y, at(raster, x, y, 0) << 16 | at(raster, x, y, 1) << 8 | at(raster, x, y, 2));
      }
    }
    return image;
  }
}
