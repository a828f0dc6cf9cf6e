package dev.lince.image;

/**
 * Makes small JPEGs of pictures: upright, in the decoder's colours, with nothing of the original's
 * metadata. Large JPEGs shrink while they are read, whatever {@code LINCE_DECODE} says; the rest is
 * Pillow's bicubic resize.
 *
 * <p>Needs memory as {@link ImageDecoder} does, of which a large JPEG takes a quarter or less. Safe
 * for use by several threads at once, on platform threads only, as the decoder.
 */
public final class Thumbnailer {
  private final ImageDecoder decoder;

  public Thumbnailer(ImageLimits limits, DecoderChoice choice) {
    decoder = new ImageDecoder(limits, DecodeMode.FAST, choice);
  }

  /**
   * A baseline JPEG whose longest side has at most {@code size} pixels: never more than the picture
   * itself has.
   *
   * @param picture the whole encoded picture
   * @throws ImageRefused if this is no image that Lince reads, if it is damaged, or too large
   */
  public byte[] jpeg(byte[] picture, ThumbnailSize size) {
    Raster raster = decoder.decode(picture, JpegShrink.keepingLongSide(size.pixels()));
    return BaselineJpeg.encode(fitted(raster, size.pixels()));
  }

  private static Raster fitted(Raster raster, int most) {
    int longest = Math.max(raster.sourceWidth(), raster.sourceHeight());
    if (longest <= most) {
      return raster;
    }
    int width = side(raster.sourceWidth(), longest, most);
    int height = side(raster.sourceHeight(), longest, most);
    PillowResize.Crop whole = new PillowResize.Crop(0, 0, width, height);
    return new Raster(width, height, new PillowResize().resize(raster, width, height, whole));
  }

  private static int side(int source, int longest, int most) {
    return Math.toIntExact(Math.max(1, Math.round((double) source * most / longest)));
  }
}
