package dev.lince.image;

import dev.lince.fuzz.FuzzTarget;
import dev.lince.image.ImageFile.Span;
import java.util.function.Function;

/**
 * All that reads a stranger's file, for Jazzer: any bytes end in what was found or in a sentence.
 */
public final class ImageFuzz {
  /** Small limits keep sizes from costing time that the search for faults needs. */
  private static final ImageLimits LIMITS = new ImageLimits(1 << 20, 1 << 16);

  private static final ImageGuard GUARD = new ImageGuard(LIMITS);
  private static final ImageDecoder DECODER = new ImageDecoder(LIMITS, DecodeMode.FAST);

  private static Target target = Target.GUARD;

  private ImageFuzz() {}

  public static void fuzzerInitialize(String[] arguments) {
    target = Target.valueOf(arguments[0]);
  }

  public static void fuzzerTestOneInput(byte[] input) {
    target.take(input);
  }

  enum Target implements FuzzTarget {
    GUARD {
      @Override
      public void take(byte[] input) {
        headerOrSentence(input, ImageFuzz.GUARD::open);
      }
    },
    DECODER {
      @Override
      public void take(byte[] input) {
        Outcomes.rasterOrRefusal(ImageFuzz.DECODER, Checksums.repaired(input));
      }
    },
    MAGIC_BYTES {
      @Override
      public void take(byte[] input) {
        boolean named = !MagicBytes.nameOf(input).isBlank();
        if (!named && ImageDecoder.typeOf(input).isEmpty()) {
          throw new AssertionError("These bytes have no name.");
        }
      }
    },
    JPEG_FILE {
      @Override
      public void take(byte[] input) {
        headerOrSentence(input, bytes -> JpegFile.read(new FileBytes(bytes, ImageType.JPEG)));
      }
    },
    PNG_FILE {
      @Override
      public void take(byte[] input) {
        headerOrSentence(
            Checksums.repaired(input), bytes -> PngFile.read(new FileBytes(bytes, ImageType.PNG)));
      }
    },
    GIF_FILE {
      @Override
      public void take(byte[] input) {
        headerOrSentence(input, bytes -> GifFile.read(new FileBytes(bytes, ImageType.GIF)));
      }
    },
    WEBP_FILE {
      @Override
      public void take(byte[] input) {
        headerOrSentence(input, bytes -> WebpFile.read(new FileBytes(bytes, ImageType.WEBP)));
      }
    },
    BMP_FILE {
      @Override
      public void take(byte[] input) {
        headerOrSentence(input, bytes -> BmpFile.read(new FileBytes(bytes, ImageType.BMP)));
      }
    },
    TIFF_FILE {
      @Override
      public void take(byte[] input) {
        headerOrSentence(input, bytes -> TiffFile.read(new FileBytes(bytes, ImageType.TIFF)));
      }
    },
    HEIF_FILE {
      @Override
      public void take(byte[] input) {
        headerOrSentence(input, bytes -> HeifFile.read(new FileBytes(bytes, ImageType.HEIC)));
      }
    },
    RAW_FILE {
      @Override
      public void take(byte[] input) {
        headerOrSentence(input, bytes -> RawFile.read(new FileBytes(bytes, ImageType.RAW), LIMITS));
      }
    },
    EXIF {
      @Override
      public void take(byte[] input) {
        Exif.of(withExif(input));
      }
    };

    @Override
    public abstract void take(byte[] input);
  }

  private static void headerOrSentence(byte[] bytes, Function<byte[], ImageFile> reader) {
    ImageFile file;
    try {
      file = reader.apply(bytes);
    } catch (ImageRefused refused) {
      requireSentence(refused);
      return;
    }
    if (file.width() < 1 || file.height() < 1) {
      throw new AssertionError("A picture of %d × %d.".formatted(file.width(), file.height()));
    }
    Exif.of(file);
  }

  private static void requireSentence(ImageRefused refused) {
    String message = String.valueOf(refused.getMessage());
    if (!message.startsWith("The ") || !message.endsWith(".")) {
      throw new AssertionError("«%s» is no sentence.".formatted(message));
    }
  }

  private static ImageFile withExif(byte[] exif) {
    return new PngFile(
        new FileBytes(exif, ImageType.PNG),
        1,
        1,
        8,
        PngFile.Colour.GREY,
        false,
        new Span(0, 0),
        0,
        new Span(0, exif.length));
  }
}
