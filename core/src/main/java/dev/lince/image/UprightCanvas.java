package dev.lince.image;

/**
 * Takes the pixels of a stored image in stored order and puts each where it belongs in the upright
 * raster, so that turning costs no second copy. For one thread.
 *
 * <p>A decoder asks for the place of the first pixel of a stored row and goes on by {@link
 * #step()}.
 */
final class UprightCanvas {
  private final int storedWidth;
  private final int storedHeight;
  private final Orientation orientation;
  private final int step;
  private final int rowStep;
  private final int origin;
  private final byte[] rgb;

  /** Black all over. Sizes are the stored ones; their product was checked by the guard. */
  UprightCanvas(int storedWidth, int storedHeight, Orientation orientation) {
    this.storedWidth = storedWidth;
    this.storedHeight = storedHeight;
    this.orientation = orientation;
    int pitch = 3 * orientation.uprightWidth(storedWidth, storedHeight);
    int alongX = orientation.swapsSides ? pitch : 3;
    int alongY = orientation.swapsSides ? 3 : pitch;
    step = orientation.backwardsX ? -alongX : alongX;
    rowStep = orientation.backwardsY ? -alongY : alongY;
    origin =
        (orientation.backwardsX ? (storedWidth - 1) * alongX : 0)
            + (orientation.backwardsY ? (storedHeight - 1) * alongY : 0);
    rgb = new byte[Math.multiplyExact(3, Math.multiplyExact(storedWidth, storedHeight))];
  }

  /** Where the decoded pixels go: a stretch of the stored image. */
  record Box(int left, int top, int width, int height) {}

  /** All of the stored image. */
  Box whole() {
    return new Box(0, 0, storedWidth, storedHeight);
  }

  /** The bytes to write to: red at a pixel's place, green and blue behind it. */
  byte[] rgb() {
    return rgb;
  }

  /** The place of a stored pixel. */
  int place(int x, int y) {
    return origin + x * step + y * rowStep;
  }

  /** From a stored pixel's place to that of the next one in its row. */
  int step() {
    return step;
  }

  void put(int place, int red, int green, int blue) {
    rgb[place] = (byte) red;
    rgb[place + 1] = (byte) green;
    rgb[place + 2] = (byte) blue;
  }

  void putGrey(int place, int grey) {
    put(place, grey, grey, grey);
  }

  /** The finished raster. Nothing may be put after this. */
  Raster raster() {
    return raster(storedWidth, storedHeight);
  }

  /** The finished raster of an image that was shrunk from the given stored size. */
  Raster raster(int sourceWidth, int sourceHeight) {
    return new Raster(
        orientation.uprightWidth(storedWidth, storedHeight),
        orientation.uprightHeight(storedWidth, storedHeight),
        rgb,
        orientation.uprightWidth(sourceWidth, sourceHeight),
        orientation.uprightHeight(sourceWidth, sourceHeight));
  }
}
