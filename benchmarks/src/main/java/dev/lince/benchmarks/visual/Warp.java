package dev.lince.benchmarks.visual;

import dev.lince.image.Raster;

/** Rasters of another geometry, sampled with a triangle as wide as the reduction asks for. */
final class Warp {
  private Warp() {}

  /**
   * Whose pixel (x, y) is that of {@code source} at (x + left, y + top), the nearest one there is.
   */
  static Raster window(Raster source, int left, int top, int width, int height) {
    return Pixels.fill(
        width, height, (x, y, channel) -> Pixels.at(source, x + left, y + top, channel));
  }

  static Raster resized(Raster source, int width, int height) {
    double scaleX = (double) source.width() / width;
    double scaleY = (double) source.height() / height;
    return Pixels.fill(
        width,
        height,
        (x, y, channel) ->
            sample(
                source,
                (x + .5) * scaleX - .5,
                (y + .5) * scaleY - .5,
                Math.max(1, scaleX),
                Math.max(1, scaleY),
                channel));
  }

  /** Turned about its middle; what comes from outside is black. */
  static Raster turned(Raster source, double degrees) {
    double cosine = StrictMath.cos(Math.toRadians(degrees));
    double sine = StrictMath.sin(Math.toRadians(degrees));
    double middleX = (source.width() - 1) / 2.0;
    double middleY = (source.height() - 1) / 2.0;
    return Pixels.fill(
        source.width(),
        source.height(),
        (x, y, channel) -> {
          double fromX = cosine * (x - middleX) + sine * (y - middleY) + middleX;
          double fromY = cosine * (y - middleY) - sine * (x - middleX) + middleY;
          boolean inside =
              fromX >= 0
                  && fromY >= 0
                  && fromX <= source.width() - 1
                  && fromY <= source.height() - 1;
          return inside ? sample(source, fromX, fromY, 1, 1, channel) : 0;
        });
  }

  private static double sample(
      Raster source, double x, double y, double reachX, double reachY, int channel) {
    double sum = 0;
    double weights = 0;
    for (int j = (int) Math.ceil(y - reachY); j <= y + reachY; j++) {
      double down = 1 - Math.abs(j - y) / reachY;
      for (int i = (int) Math.ceil(x - reachX); i <= x + reachX; i++) {
        double weight = down * (1 - Math.abs(i - x) / reachX);
        sum += weight * Pixels.at(source, i, j, channel);
        weights += weight;
      }
    }
    return sum / weights;
  }
}
