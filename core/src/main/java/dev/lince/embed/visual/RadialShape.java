package dev.lince.embed.visual;

/**
 * The outline of what stands out from the ground, however it is turned: the region shape descriptor
 * of MPEG-7 (ISO/IEC 15938-3, section 8.1; «angular radial transform»), that is the magnitudes of a
 * polar cosine and Fourier transform around the canvas's centre. It is taken of the difference from
 * the mean colour of the canvas's edge, which needs no segmentation. The root of the magnitudes is
 * kept.
 */
final class RadialShape implements Descriptor {
  private static final int RADIAL = 4;
  private static final int ANGULAR = 12;
  private static final int RINGS = 32;
  private static final int SPOKES = 96;

  /** Colour difference up to which a pixel is ground, and further up to which it is half thing. */
  private static final float GROUND = .03f;

  private static final float THING = .3f;

  /** Cosine and sine of each spoke's direction. */
  private static final float[] COSINE = new float[SPOKES];

  private static final float[] SINE = new float[SPOKES];

  /** Radial function of each order at each ring, with the ring's area. */
  private static final float[] PROFILE = new float[RADIAL * RINGS];

  static {
    for (int spoke = 0; spoke < SPOKES; spoke++) {
      COSINE[spoke] = (float) StrictMath.cos(2 * Math.PI * spoke / SPOKES);
      SINE[spoke] = (float) StrictMath.sin(2 * Math.PI * spoke / SPOKES);
    }
    for (int order = 0; order < RADIAL; order++) {
      for (int ring = 0; ring < RINGS; ring++) {
        double radius = (ring + .5) / RINGS;
        double wave = order == 0 ? 1 : 2 * StrictMath.cos(Math.PI * order * radius);
        PROFILE[order * RINGS + ring] = (float) (wave * radius);
      }
    }
  }

  @Override
  public int dimension() {
    return RADIAL * ANGULAR - 1;
  }

  @Override
  public float[] describe(Canvas canvas, Gradients gradients) {
    float[] standing = differenceFromEdge(canvas);
    float[] real = new float[RADIAL * ANGULAR];
    float[] imaginary = new float[RADIAL * ANGULAR];
    for (int ring = 0; ring < RINGS; ring++) {
      float[] circle = circle(canvas, standing, (ring + .5f) / RINGS);
      for (int turn = 0; turn < ANGULAR; turn++) {
        float even = 0;
        float odd = 0;
        for (int spoke = 0; spoke < SPOKES; spoke++) {
          even += circle[spoke] * COSINE[spoke * turn % SPOKES];
          odd += circle[spoke] * SINE[spoke * turn % SPOKES];
        }
        for (int order = 0; order < RADIAL; order++) {
          real[order * ANGULAR + turn] += PROFILE[order * RINGS + ring] * even;
          imaginary[order * ANGULAR + turn] += PROFILE[order * RINGS + ring] * odd;
        }
      }
    }
    float[] magnitudes = new float[dimension()];
    for (int i = 0; i < magnitudes.length; i++) {
      float square = real[i + 1] * real[i + 1] + imaginary[i + 1] * imaginary[i + 1];
      magnitudes[i] = (float) Math.sqrt(Math.sqrt(square));
    }
    return magnitudes;
  }

  /** Samples on a circle whose radius is a part of half of the canvas's diagonal. */
  private static float[] circle(Canvas canvas, float[] values, float part) {
    float radius =
        part
            * (float) Math.sqrt(canvas.width() * canvas.width() + canvas.height() * canvas.height())
            / 2;
    float[] samples = new float[SPOKES];
    for (int spoke = 0; spoke < SPOKES; spoke++) {
      int x = (int) Math.floor(canvas.width() / 2f + radius * COSINE[spoke]);
      int y = (int) Math.floor(canvas.height() / 2f + radius * SINE[spoke]);
      if (x >= 0 && x < canvas.width() && y >= 0 && y < canvas.height()) {
        samples[spoke] = values[y * canvas.width() + x];
      }
    }
    return samples;
  }

  private static float[] differenceFromEdge(Canvas canvas) {
    float luma = edgeMean(canvas, canvas.luma());
    float blue = edgeMean(canvas, canvas.blue());
    float red = edgeMean(canvas, canvas.red());
    float[] difference = new float[canvas.luma().length];
    for (int i = 0; i < difference.length; i++) {
      float dLuma = canvas.luma()[i] - luma;
      float dBlue = canvas.blue()[i] - blue;
      float dRed = canvas.red()[i] - red;
      float distance = (float) Math.sqrt(dLuma * dLuma + dBlue * dBlue + dRed * dRed);
      difference[i] = Math.clamp((distance - GROUND) / THING, 0, 1);
    }
    return difference;
  }

  private static float edgeMean(Canvas canvas, float[] plane) {
    int width = canvas.width();
    int height = canvas.height();
    float sum = 0;
    for (int x = 0; x < width; x++) {
      sum += plane[x] + plane[(height - 1) * width + x];
    }
    for (int y = 0; y < height; y++) {
      sum += plane[y * width] + plane[(y + 1) * width - 1];
    }
    return sum / (2 * (width + height));
  }
}
