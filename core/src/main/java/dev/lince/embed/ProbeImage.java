package dev.lince.embed;

import dev.lince.image.Raster;

/**
 * The built-in picture whose embedding is part of a {@link Space}: smooth colours, edges and
 * texture, computed from integers, so that it is the same everywhere.
 */
public final class ProbeImage {
  private static final int SIZE = 320;
  private static final int HEIGHT = 256;

  private ProbeImage() {}

  /** A new copy of the probe, {@value #SIZE} × {@value #HEIGHT}. */
  public static Raster raster() {
    byte[] rgb = new byte[3 * SIZE * HEIGHT];
    for (int y = 0, at = 0; y < HEIGHT; y++) {
      for (int x = 0; x < SIZE; x++, at += 3) {
        boolean disc = (x - 110) * (x - 110) + (y - 100) * (y - 100) < 70 * 70;
        boolean check = ((x >> 4) + (y >> 4)) % 2 == 0 && x > 200 && y > 130;
        int grain = (x * 31 + y * 17 + x * y % 23) % 16;
        rgb[at] = (byte) (disc ? 220 - grain : check ? 20 + grain : x * 200 / SIZE);
        rgb[at + 1] = (byte) (disc ? 120 + y / 4 : check ? 60 : y * 220 / HEIGHT);
        rgb[at + 2] = (byte) (disc ? 40 + grain : check ? 200 : 180 - (x + y) / 5);
      }
    }
    return new Raster(SIZE, HEIGHT, rgb);
  }
}
