package dev.lince.image;

import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bytes of an image in, an upright raster out: the guard looks at type, bytes and pixels, then the
 * pixels are decoded, with EXIF orientation applied, in the colours of Pillow's {@code
 * convert("RGB")}: alpha is dropped without blending, ICC profiles are ignored, grey and palettes
 * become RGB, CMYK is computed without a profile. Of animations it is the first frame.
 *
 * <p>PNG, GIF, BMP and TIFF are read here; JPEG by libjpeg-turbo and WebP by libwebp, HEIC and AVIF
 * by the system's libheif, camera raw files by the JPEG in them. Where there are no natives for the
 * machine, or none are wanted, JPEG is read by the JDK and what is left is refused.
 *
 * <p>Memory while decoding: 3 bytes a pixel for the raster and, outside the heap, the encoded bytes
 * and 4 bytes a pixel, for a progressive JPEG up to 8 more, for HEIC and AVIF up to 12. Nothing of
 * that size is allocated before the header was found to be within the limits.
 *
 * <p>Safe for use by several threads at once. {@link #decode} is to be called on platform threads,
 * since native calls hold on to a virtual thread's carrier.
 */
public final class ImageDecoder {
  /** How many bytes {@link #typeOf} looks at, at most; a camera raw file needs more than others. */
  public static final int SIGNATURE_BYTES = 1 << 16;

  private static final Logger LOG = LoggerFactory.getLogger(ImageDecoder.class);

  private final ImageGuard guard;
  private final JpegShrink shrink;
  private final LossyDecoder lossy;
  private final Supplier<HeifDecoder> heif;

  /** With native decoders where there are any. */
  public ImageDecoder(ImageLimits limits, DecodeMode mode) {
    this(limits, mode, DecoderChoice.AUTO);
  }

  public ImageDecoder(ImageLimits limits, DecodeMode mode, DecoderChoice choice) {
    this(
        limits,
        mode,
        switch (choice) {
          case AUTO -> Natives.LOSSY;
          case JAVA -> JavaDecoder.CAUTIOUS;
        },
        switch (choice) {
          case AUTO -> () -> heif(SystemLibheif.FOUND, limits);
          case JAVA -> () -> MissingHeif.CAUTIOUS;
        });
  }

  /** {@code heif} is asked when the first such picture comes. */
  ImageDecoder(
      ImageLimits limits, DecodeMode mode, LossyDecoder lossy, Supplier<HeifDecoder> heif) {
    this.guard = new ImageGuard(limits);
    this.shrink =
        switch (mode) {
          case FAST -> JpegShrink.FOR_MODELS;
          case EXACT -> JpegShrink.NONE;
        };
    this.lossy = lossy;
    this.heif = heif;
  }

  static HeifDecoder heif(Optional<Libheif> library, ImageLimits limits) {
    return library.isPresent() ? new LibheifDecoder(library.get(), limits) : MissingHeif.NO_LIBRARY;
  }

  /** Whether this machine has what HEIC and AVIF need; looks for it where nobody has yet. */
  public static boolean readsHeif() {
    return SystemLibheif.FOUND.isPresent();
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
    return decode(bytes, shrink);
  }

  /**
   * As {@link #decode}, never shrunk: for who needs a part of the picture.
   *
   * @param bytes the whole image
   * @throws ImageRefused as {@link #decode} does
   */
  public Raster decodeInFull(byte[] bytes) {
    return decode(bytes, JpegShrink.NONE);
  }

  /** {@link #decode(byte[])} with a shrink of its own. */
  Raster decode(byte[] bytes, JpegShrink shrink) {
    ImageFile file = guard.open(bytes);
    return raster(file, Exif.of(file).orientation(), shrink);
  }

  /**
   * Where the picture was taken, if its EXIF block says so. It is no part of {@link ImageHeader},
   * so that it reaches nobody who did not ask for it.
   *
   * @param bytes the whole image
   * @throws ImageRefused if this is no image that Lince reads, if it is cut off, or too large
   */
  public Optional<GpsPosition> position(byte[] bytes) {
    return Optional.ofNullable(Exif.of(guard.open(bytes)).position());
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
    return new DecodedImage(header(file, exif), raster(file, exif.orientation(), shrink));
  }

  private Raster raster(ImageFile file, Orientation orientation, JpegShrink shrink) {
    return switch (file) {
      case JpegFile jpeg -> lossy.decode(jpeg, orientation, shrink);
      case WebpFile webp -> lossy.decode(webp, orientation);
      case PngFile png -> PngDecoder.decode(png, orientation);
      case GifFile gif -> GifDecoder.decode(gif, orientation);
      case BmpFile bmp -> BmpDecoder.decode(bmp, orientation);
      case TiffFile tiff -> TiffDecoder.decode(tiff, orientation, lossy);
      case HeifFile picture -> heif.get().decode(picture);
      case RawFile raw -> lossy.decode(raw.preview(), orientation, shrink);
    };
  }

  /** Natives are loaded once, when the first decoder is made. */
  private static final class Natives {
    static final LossyDecoder LOSSY = find();

    private static LossyDecoder find() {
      try {
        return new LeptonicaDecoder();
      } catch (LinkageError e) {
        LOG.warn(
            "No native image decoders for this machine ({}): JPEG, PNG, GIF, BMP, TIFF and camera"
                + " raw pictures are read in Java, more slowly; WebP is refused, and HEIC and AVIF"
                + " are where there is no libheif.",
            e.getMessage());
        return JavaDecoder.WITHOUT_NATIVES;
      }
    }
  }

  /** Looked for once, when the first HEIC or AVIF comes. */
  private static final class SystemLibheif {
    static final Optional<Libheif> FOUND = Libheif.find(Libheif.NAMES);
  }
}
