package dev.lince.embed.visual;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The mean of {@link Blend#blocks} over drawn pictures, as the program {@code VisualCentre} in the
 * benchmarks wrote it: big-endian floats. No photograph is in it.
 */
final class Centre {
  private static final String RESOURCE = "centre.f32";

  private Centre() {}

  static float[] read() {
    try (InputStream in = Centre.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(
            "The file %s is missing beside %s.".formatted(RESOURCE, Centre.class.getName()));
      }
      DataInputStream data = new DataInputStream(in);
      float[] centre = new float[Blend.DIMENSION];
      for (int i = 0; i < centre.length; i++) {
        centre[i] = data.readFloat();
      }
      return centre;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s does not hold %d floats.".formatted(RESOURCE, Blend.DIMENSION), e);
    }
  }
}
