package dev.lince.embed.clip;

import dev.lince.embed.EmbedException.ModelBroken;
import java.nio.FloatBuffer;
import java.nio.file.Path;

/** Brings a model's output to length 1, computed in double. */
final class UnitVector {
  private UnitVector() {}

  static float[] of(FloatBuffer output, Path model) {
    double squares = 0;
    for (int i = 0; i < output.limit(); i++) {
      squares += (double) output.get(i) * output.get(i);
    }
    double length = Math.sqrt(squares);
    if (!Double.isFinite(length) || length == 0) {
      throw new ModelBroken(
          "The model's file %s gave a vector of length %s; its weights are broken."
              .formatted(model, length),
          null);
    }
    float[] unit = new float[output.limit()];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (output.get(i) / length);
    }
    return unit;
  }
}
