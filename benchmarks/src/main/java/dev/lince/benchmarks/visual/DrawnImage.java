package dev.lince.benchmarks.visual;

import dev.lince.image.Raster;
import java.util.Random;

/**
 * Pictures from a seed, for what must not depend on files: landscapes of sky and ground, things on
 * a plain ground, crowds of shapes, and bare textures, a quarter of each. They have what
 * photographs have and plain noise has not: large areas, outlines, shading, and detail at all
 * sizes.
 */
final class DrawnImage {
  private final int width;
  private final int height;
  private final byte[] rgb;
  private final Random random;

  private DrawnImage(int width, int height, Random random) {
    this.width = width;
    this.height = height;
    this.rgb = new byte[3 * width * height];
    this.random = random;
  }

  /** The same picture for the same seed; 256 to 512 pixels wide and high. */
  static Raster of(long seed) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    DrawnImage image = new DrawnImage(256 + random.nextInt(257), 256 + random.nextInt(257), random);
    switch ((int) Math.floorMod(seed, 4L)) {
      case 0 -> image.landscape();
      case 1 -> image.thing();
      case 2 -> image.crowd();
      default -> image.fill(image.surface(.4f));
    }
    return new Raster(image.width, image.height, image.rgb);
  }

  private void landscape() {
    fill(surface(.1f));
    float horizon = .3f + .5f * random.nextFloat();
    Noise hills = new Noise(random.nextLong());
    Surface ground = surface(.4f);
    float rise = .3f * random.nextFloat();
    paint(ground, (x, y) -> y > horizon + rise * (hills.at(3 * x, .5f) - .5f));
    scatter(random.nextInt(6), .05f, .3f);
  }

  private void thing() {
    fill(surface(random.nextBoolean() ? 0 : .08f));
    float x = .35f + .3f * random.nextFloat();
    float y = .35f + .3f * random.nextFloat();
    float turn = random.nextFloat() * 3.14f;
    for (int part = 1 + random.nextInt(4); part > 0; part--) {
      Shape shape =
          Shape.of(
              random.nextInt(3),
              x + .15f * (random.nextFloat() - .5f),
              y + .15f * (random.nextFloat() - .5f),
              .05f + .3f * random.nextFloat(),
              .03f + .15f * random.nextFloat(),
              turn + (random.nextInt(3) - 1) * .8f);
      paint(surface(.15f), shape);
    }
  }

  private void crowd() {
    fill(surface(.2f));
    scatter(10 + random.nextInt(40), .02f, .2f);
  }

  private void scatter(int count, float least, float most) {
    for (int i = 0; i < count; i++) {
      Shape shape =
          Shape.of(
              random.nextInt(3),
              random.nextFloat(),
              random.nextFloat(),
              least + (most - least) * random.nextFloat(),
              least + (most - least) * random.nextFloat(),
              3.14f * random.nextFloat());
      paint(surface(.25f), shape);
    }
  }

  private Surface surface(float roughness) {
    float[] from = color();
    float[] to = color();
    Noise noise = new Noise(random.nextLong());
    float grain = roughness * (.3f + random.nextFloat());
    int detail = 2 + random.nextInt(12);
    double turn = random.nextFloat() * 6.28f;
    return new Surface(from, to, noise, grain, detail, StrictMath.cos(turn), StrictMath.sin(turn));
  }

  private float[] color() {
    float brightness = random.nextFloat();
    float colorfulness = .4f * random.nextFloat() * random.nextFloat();
    float[] color = new float[3];
    for (int i = 0; i < 3; i++) {
      color[i] = 255 * (brightness + colorfulness * (2 * random.nextFloat() - 1));
    }
    return color;
  }

  private void fill(Surface surface) {
    paint(surface, (x, y) -> true);
  }

  private void paint(Surface surface, Area area) {
    for (int y = 0, at = 0; y < height; y++) {
      for (int x = 0; x < width; x++, at += 3) {
        float across = (float) x / width;
        float down = (float) y / height;
        if (area.contains(across, down)) {
          float shade = surface.shade(across, down);
          float grain = surface.grain(across, down);
          for (int i = 0; i < 3; i++) {
            float value = surface.from[i] + shade * (surface.to[i] - surface.from[i]) + grain;
            rgb[at + i] = (byte) Math.clamp(Math.round(value), 0, 255);
          }
        }
      }
    }
  }

  /** A part of the picture, in coordinates of 0 to 1. */
  private interface Area {
    boolean contains(float x, float y);
  }

  /** An ellipse, a rectangle or a triangle, turned. */
  private record Shape(
      int kind, float x, float y, float length, float breadth, double cosine, double sine)
      implements Area {
    static Shape of(int kind, float x, float y, float length, float breadth, float turn) {
      return new Shape(kind, x, y, length, breadth, StrictMath.cos(turn), StrictMath.sin(turn));
    }

    @Override
    public boolean contains(float atX, float atY) {
      double along = ((atX - x) * cosine + (atY - y) * sine) / length;
      double aside = ((atY - y) * cosine - (atX - x) * sine) / breadth;
      return switch (kind) {
        case 0 -> along * along + aside * aside < 1;
        case 1 -> Math.abs(along) < 1 && Math.abs(aside) < 1;
        default -> Math.abs(along) < 1 && Math.abs(aside) < (1 - along) / 2;
      };
    }
  }

  /** Two colours that pass into each other, and grain of all sizes. */
  private record Surface(
      float[] from,
      float[] to,
      Noise noise,
      float roughness,
      int detail,
      double cosine,
      double sine) {
    float shade(float x, float y) {
      return (float) Math.clamp(.5 + .5 * (x - .5) * cosine + .5 * (y - .5) * sine, 0, 1);
    }

    float grain(float x, float y) {
      float sum = 0;
      float weight = 255 * roughness;
      for (int octave = 0, scale = detail; octave < 5; octave++, scale *= 2, weight *= .6f) {
        sum += weight * (noise.at(x * scale + octave * 17, y * scale) - .5f);
      }
      return sum;
    }
  }
}
