package dev.lince.store;

/** The one definition of how similar two vectors are. */
public final class Similarity {
  /** How far from 1 the length of a unit vector may be. */
  public static final double UNIT_TOLERANCE = 1e-3;

  private static final double DECIMALS = 1e6;

  private Similarity() {}

  /**
   * The cosine of two unit vectors of one dimension: their dot product in double, rounded half up
   * to 6 decimals, within −1…1.
   */
  public static double of(float[] a, float[] b) {
    double rounded = Math.floor(dot(a, b) * DECIMALS + 0.5) / DECIMALS;
    return Math.clamp(rounded, -1.0, 1.0);
  }

  /**
   * The dot product in double, in four running sums of fixed order: the same bits on every machine.
   */
  public static double dot(float[] a, float[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "Vectors of %d and %d dimensions cannot be compared.".formatted(a.length, b.length));
    }
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      s0 += (double) a[i] * b[i];
      s1 += (double) a[i + 1] * b[i + 1];
      s2 += (double) a[i + 2] * b[i + 2];
      s3 += (double) a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      s0 += (double) a[i] * b[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** Whether every value is finite and the length is 1 within {@link #UNIT_TOLERANCE}. */
  public static boolean isUnit(float[] vector) {
    double squares = dot(vector, vector);
    return Double.isFinite(squares) && Math.abs(Math.sqrt(squares) - 1) <= UNIT_TOLERANCE;
  }
}
