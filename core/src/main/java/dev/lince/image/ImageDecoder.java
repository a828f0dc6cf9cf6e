package dev.lince.image;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bytes of an image in, an upright raster out: the guard looks at type, bytes and pixels, then the
 * pixels are decoded, with EXIF orientation applied, in the colours of Pillow's {@code
 * convert("RGB")}: alpha is dropped without blending, ICC profiles are ignored, grey and palettes
 * become RGB, CMYK is computed without a profile. Of animations it is the first frame.
 *
 * <p>PNG, GIF and BMP are read here; JPEG by libjpeg-turbo and WebP by libwebp. Where there are no
 * natives for the machine, JPEG is read by the JDK and WebP is refused.
 *
 * <p>Memory while decoding: 3 bytes a pixel for the raster and, outside the heap, the encoded bytes
 * and 4 bytes a pixel, for a progressive JPEG up to 8 more. Nothing of that size is allocated
 * before the header was found to be within the limits.
 *
 * <p>Safe for use by several threads at once. {@link #decode} is to be called on platform threads,
 * since native calls hold on to a virtual thread's carrier.
 */
public final class ImageDecoder {
  /** How many bytes {@link #typeOf} looks at, at most. */
  public static final int SIGNATURE_BYTES = 64;

  private static final Logger LOG = LoggerFactory.getLogger(ImageDecoder.class);

  private final ImageGuard guard;
  private final DecodeMode mode;
  private final LossyDecoder lossy;

  public ImageDecoder(ImageLimits limits, DecodeMode mode) {
    this(limits, mode, Lossy.DECODER);
  }

  ImageDecoder(ImageLimits limits, DecodeMode mode, LossyDecoder lossy) {
    this.guard = new ImageGuard(limits);
    this.mode = mode;
    this.lossy = lossy;
  }

  /**
   * The type of an image by its first bytes, {@value #SIGNATURE_BYTES} of which are enough; empty
   * for all that is not an image Lince reads.
   */
  public static Optional<ImageType> typeOf(byte[] head) {
    return Optional.ofNullable(MagicBytes.typeOf(head));
  }

  /**
   * What the headers say, without decoding a pixel. An image that passes may still turn out to be
   * damaged when it is decoded.
   *
   * @param bytes the whole image
   * @throws ImageRefused if this is no image that Lince reads, if it is cut off, or too large
   */
  public ImageHeader inspect(byte[] bytes) {
    ImageFile file = guard.open(bytes);
    return header(file, Exif.of(file));
  }

  private static ImageHeader header(ImageFile file, Exif exif) {
    Orientation orientation = exif.orientation();
    return new ImageHeader(
        file.bytes().type(),
        orientation.uprightWidth(file.width(), file.height()),
        orientation.uprightHeight(file.width(), file.height()),
        orientation.exif,
        exif.taken());
  }

  /**
   * The picture. With {@link DecodeMode#FAST} the raster of a large JPEG is smaller than its
   * source: by 2, 4 or 8, rounded up, so that {@code sourceWidth / divisor} of its columns are
   * covered.
   *
   * @param bytes the whole image
   * @throws ImageRefused if this is no image that Lince reads, if it is damaged, or too large
   */
  public Raster decode(byte[] bytes) {
    ImageFile file = guard.open(bytes);
    return raster(file, Exif.of(file).orientation());
  }

  /**
   * {@link #inspect} and {@link #decode} in one, with one look at the headers.
   *
   * @param bytes the whole image
   * @throws ImageRefused if this is no image that Lince reads, if it is damaged, or too large
   */
  public DecodedImage read(byte[] bytes) {
    ImageFile file = guard.open(bytes);
    Exif exif = Exif.of(file);
    return new DecodedImage(header(file, exif), raster(file, exif.orientation()));
  }

  private Raster raster(ImageFile file, Orientation orientation) {
    return switch (file) {
      case JpegFile jpeg -> lossy.decode(jpeg, orientation, mode);
      case WebpFile webp -> lossy.decode(webp, orientation);
      case PngFile png -> PngDecoder.decode(png, orientation);
      case GifFile gif -> GifDecoder.decode(gif, orientation);
      case BmpFile bmp -> BmpDecoder.decode(bmp, orientation);
    };
  }

  /** Natives are loaded once, when the first decoder is made. */
  private static final class Lossy {
    static final LossyDecoder DECODER = find();

    private static LossyDecoder find() {
      try {
        return new LeptonicaDecoder();
      } catch (LinkageError e) {
        LOG.warn(
            "No native image decoders for this machine ({}): JPEG is read by the JDK, WebP is"
                + " refused.",
            e.getMessage());
        return new JavaDecoder();
      }
    }
  }
}
