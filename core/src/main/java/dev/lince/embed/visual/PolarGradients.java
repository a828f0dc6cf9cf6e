package dev.lince.embed.visual;

/**
 * Which edges lie how far from the middle of the edges, however the picture is turned: histograms
 * of gradient directions relative to the spoke on which they lie, in {@value #RINGS} rings, of
 * which the magnitudes of the Fourier series around the middle are kept (after K. Liu et al.,
 * «Rotation-Invariant HOG Descriptors Using Fourier Analysis in Polar and Spherical Coordinates»,
 * IJCV 2014). Directions that mirror each other are added up. The square root keeps a few strong
 * edges from outweighing the rest.
 */
final class PolarGradients implements Descriptor {
  private static final int RINGS = 5;
  private static final int DIRECTIONS = 8;
  private static final int FOLDED = DIRECTIONS / 2 + 1;
  private static final int ORDERS = 7;

  /** Radius of the outermost ring, in standard deviations of the edges' distance. */
  private static final float REACH = 2;

  @Override
  public int dimension() {
    return RINGS * FOLDED * ORDERS;
  }

  @Override
  public float[] describe(Canvas canvas, Gradients gradients) {
    Middle middle = Middle.of(gradients);
    Series series = new Series();
    for (int y = 0, at = 0; y < gradients.height(); y++) {
      for (int x = 0; x < gradients.width(); x++, at++) {
        float contrast = gradients.contrast()[at];
        if (contrast > 0) {
          float across = x - middle.x();
          float down = y - middle.y();
          float distance = (float) Math.sqrt(across * across + down * down);
          float ring = distance / middle.radius() * RINGS - .5f;
          if (ring < RINGS && distance > 0) {
            float relative = gradients.direction()[at] - 2 * Angle.turns(across, down) + 2;
            series.direct(across / distance, down / distance);
            series.add(ring, (relative - (int) relative) * DIRECTIONS, contrast);
          }
        }
      }
    }
    return series.magnitudes();
  }

  /**
   * @param x of the contrast's centre of gravity, in pixels
   * @param y as {@code x}
   * @param radius of the outermost ring, in pixels
   */
  private record Middle(float x, float y, float radius) {
    static Middle of(Gradients gradients) {
      double mass = 0;
      double sumX = 0;
      double sumY = 0;
      double squares = 0;
      for (int y = 0, at = 0; y < gradients.height(); y++) {
        for (int x = 0; x < gradients.width(); x++, at++) {
          double contrast = gradients.contrast()[at];
          mass += contrast;
          sumX += contrast * x;
          sumY += contrast * y;
          squares += contrast * (x * x + y * y);
        }
      }
      if (mass == 0) {
        return new Middle(0, 0, 1);
      }
      double x = sumX / mass;
      double y = sumY / mass;
      double variance = Math.max(1, squares / mass - x * x - y * y);
      return new Middle((float) x, (float) y, REACH * (float) Math.sqrt(variance));
    }
  }

  /** Fourier series around the middle, one for each ring and relative direction. */
  private static final class Series {
    private final float[] real = new float[RINGS * DIRECTIONS * ORDERS];
    private final float[] imaginary = new float[RINGS * DIRECTIONS * ORDERS];
    private final float[] cosine = new float[ORDERS];
    private final float[] sine = new float[ORDERS];

    /** Sets the spoke of the next gradients, a unit vector. */
    void direct(float x, float y) {
      cosine[0] = 1;
      for (int order = 1; order < ORDERS; order++) {
        cosine[order] = cosine[order - 1] * x - sine[order - 1] * y;
        sine[order] = sine[order - 1] * x + cosine[order - 1] * y;
      }
    }

    /** Shares {@code contrast} between the two nearest rings and directions each. */
    void add(float ring, float direction, float contrast) {
      int inner = (int) Math.floor(ring);
      int lower = (int) direction;
      float outerShare = ring - inner;
      float upperShare = direction - lower;
      for (int side = 0; side < 2; side++) {
        int at = inner + side;
        if (at >= 0 && at < RINGS) {
          float share = contrast * (side == 0 ? 1 - outerShare : outerShare);
          addSpoke(at * DIRECTIONS + lower % DIRECTIONS, share * (1 - upperShare));
          addSpoke(at * DIRECTIONS + (lower + 1) % DIRECTIONS, share * upperShare);
        }
      }
    }

    private void addSpoke(int bin, float value) {
      for (int order = 0, at = bin * ORDERS; order < ORDERS; order++, at++) {
        real[at] += value * cosine[order];
        imaginary[at] += value * sine[order];
      }
    }

    float[] magnitudes() {
      float[] folded = new float[RINGS * FOLDED * ORDERS];
      for (int ring = 0; ring < RINGS; ring++) {
        for (int direction = 0; direction < DIRECTIONS; direction++) {
          int target = Math.min(direction, DIRECTIONS - direction);
          for (int order = 0; order < ORDERS; order++) {
            int at = (ring * DIRECTIONS + direction) * ORDERS + order;
            folded[(ring * FOLDED + target) * ORDERS + order] +=
                (float) Math.sqrt(real[at] * real[at] + imaginary[at] * imaginary[at]);
          }
        }
      }
      for (int i = 0; i < folded.length; i++) {
        folded[i] = (float) Math.sqrt(folded[i]);
      }
      return folded;
    }
  }
}
