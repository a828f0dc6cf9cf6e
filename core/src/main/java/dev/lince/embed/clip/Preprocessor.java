package dev.lince.embed.clip;

import dev.lince.image.PillowResize;
import dev.lince.image.Raster;
import java.nio.FloatBuffer;

/**
 * Raster to input of the image tower, as transformers' {@code CLIPImageProcessor} has it: resize,
 * cut out the centre, scale, normalise, one plane a colour. For use by one thread at a time.
 */
final class Preprocessor {
  /** Names this code in the identity of a space; another result needs another name. */
  static final String VERSION = "clip-pil-1";

  private static final int LEVELS = 256;

  private final PreprocessorConfig config;
  private final PillowResize resize = new PillowResize();
  private final float[][] values = new float[3][LEVELS];

  Preprocessor(PreprocessorConfig config) {
    this.config = config;
    for (int c = 0; c < 3; c++) {
      for (int level = 0; level < LEVELS; level++) {
        float scaled = (float) (level * config.rescaleFactor());
        values[c][level] = (scaled - config.mean()[c]) / config.std()[c];
      }
    }
  }

  /** Number of floats that {@link #fill} writes. */
  int inputSize() {
    return 3 * config.cropWidth() * config.cropHeight();
  }

  /** Writes the red, the green and the blue plane of the resized centre of {@code raster}. */
  void fill(Raster raster, FloatBuffer input) {
    byte[] rgb = crop(raster);
    for (int c = 0, at = 0; c < 3; c++) {
      float[] value = values[c];
      for (int i = c; i < rgb.length; i += 3) {
        input.put(at++, value[rgb[i] & 0xff]);
      }
    }
  }

  /** The RGB bytes of the resized centre of {@code raster}. */
  byte[] crop(Raster raster) {
    PreprocessorConfig.Resized resized =
        config.size().of(raster.sourceWidth(), raster.sourceHeight());
    PillowResize.Crop centre =
        new PillowResize.Crop(
            (resized.width() - config.cropWidth()) / 2,
            (resized.height() - config.cropHeight()) / 2,
            config.cropWidth(),
            config.cropHeight());
    return resize.resize(raster, resized.width(), resized.height(), centre);
  }
}
