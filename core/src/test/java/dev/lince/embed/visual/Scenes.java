package dev.lince.embed.visual;

import dev.lince.image.Raster;
import java.util.Arrays;
import java.util.Random;

/** Rasters for the tests of this package. */
final class Scenes {
  private Scenes() {}

  /** Sky, ground and a handful of discs, with some grain. */
  static Raster of(Random random, int width, int height) {
    int[] sky = color(random);
    int[] ground = color(random);
    double horizon = .3 + .4 * random.nextDouble();
    double slope = random.nextDouble() - .5;
    double[][] discs = new double[6][];
    int[][] colors = new int[discs.length][];
    for (int i = 0; i < discs.length; i++) {
      discs[i] =
          new double[] {random.nextDouble(), random.nextDouble(), .05 + .15 * random.nextDouble()};
      colors[i] = color(random);
    }
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0, at = 0; y < height; y++) {
      for (int x = 0; x < width; x++, at += 3) {
        double across = (double) x / width;
        double down = (double) y / height;
        int[] color = down > horizon + slope * (across - .5) ? ground : sky;
        for (int i = 0; i < discs.length; i++) {
          if (Math.hypot(across - discs[i][0], down - discs[i][1]) < discs[i][2]) {
            color = colors[i];
          }
        }
        int grain = random.nextInt(12);
        for (int channel = 0; channel < 3; channel++) {
          rgb[at + channel] = (byte) Math.clamp(color[channel] + grain, 0, 255);
        }
      }
    }
    return new Raster(width, height, rgb);
  }

  static Raster plain(int width, int height, int red, int green, int blue) {
    byte[] rgb = new byte[3 * width * height];
    for (int at = 0; at < rgb.length; at += 3) {
      rgb[at] = (byte) red;
      rgb[at + 1] = (byte) green;
      rgb[at + 2] = (byte) blue;
    }
    return new Raster(width, height, rgb);
  }

  static Raster noise(Random random, int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    random.nextBytes(rgb);
    return new Raster(width, height, rgb);
  }

  /** The part of {@code raster} from (left, top); what lies outside of it is white. */
  static Raster window(Raster raster, int left, int top, int width, int height) {
    Raster window = plain(width, height, 255, 255, 255);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int fromX = x + left;
        int fromY = y + top;
        if (fromX >= 0 && fromX < raster.width() && fromY >= 0 && fromY < raster.height()) {
          System.arraycopy(
              raster.rgb(),
              3 * (fromY * raster.width() + fromX),
              window.rgb(),
              3 * (y * width + x),
              3);
        }
      }
    }
    return window;
  }

  static Raster mirrored(Raster raster) {
    byte[] rgb = new byte[raster.rgb().length];
    for (int y = 0; y < raster.height(); y++) {
      for (int x = 0; x < raster.width(); x++) {
        int from = 3 * ((y + 1) * raster.width() - 1 - x);
        System.arraycopy(raster.rgb(), from, rgb, 3 * (y * raster.width() + x), 3);
      }
    }
    return new Raster(raster.width(), raster.height(), rgb);
  }

  static Raster grey(Raster raster) {
    byte[] rgb = new byte[raster.rgb().length];
    for (int at = 0; at < rgb.length; at += 3) {
      int red = raster.rgb()[at] & 255;
      int green = raster.rgb()[at + 1] & 255;
      int blue = raster.rgb()[at + 2] & 255;
      byte luma = (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
      Arrays.fill(rgb, at, at + 3, luma);
    }
    return new Raster(raster.width(), raster.height(), rgb);
  }

  private static int[] color(Random random) {
    return new int[] {random.nextInt(244), random.nextInt(244), random.nextInt(244)};
  }
}
