package dev.lince.embed;

/**
 * Vectors that may be compared with each other and with no others. Two models with the same
 * dimension, or two exports of one model, are different spaces.
 *
 * @param name for people, for example {@code openai/clip-vit-base-patch32} or {@code visual}
 * @param modelHash SHA-256 of the image tower's file in lower-case hex; for an embedder without a
 *     file, the version of its code
 * @param preprocessing version of everything between raster and model
 * @param dimension of every vector
 * @param probe the embedding of {@link ProbeImage}, a unit vector of {@code dimension} floats
 */
public record Space(
    String name, String modelHash, String preprocessing, int dimension, float[] probe) {
  /** Least cosine between two probes of one space. */
  public static final double PROBE_COSINE = 0.999;

  /** Throws {@link IllegalArgumentException} where the probe has another dimension. */
  public Space {
    if (probe.length != dimension) {
      throw new IllegalArgumentException(
          "The probe of the space %s has %d values, not %d."
              .formatted(name, probe.length, dimension));
    }
  }

  /**
   * What tells this space from others without computing anything: name, model, preprocessing,
   * dimension.
   */
  public String id() {
    return "%s#%s#%s#%d".formatted(name, modelHash, preprocessing, dimension);
  }

  /** Whether both have one {@link #id} and their probes agree to {@link #PROBE_COSINE}. */
  public boolean isSameAs(Space other) {
    return id().equals(other.id()) && probeCosine(other) >= PROBE_COSINE;
  }

  /** The cosine of the two probes; both spaces need the same dimension. */
  public double probeCosine(Space other) {
    double dot = 0;
    for (int i = 0; i < dimension; i++) {
      dot += (double) probe[i] * other.probe[i];
    }
    return dot;
  }
}
