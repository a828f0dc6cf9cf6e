package dev.lince.image;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Tells camera raw files from ordinary TIFFs, whose structure most of them have. What decides lies
 * in the first {@value ImageDecoder#SIGNATURE_BYTES} bytes, where cameras write it.
 */
final class RawType {
  private static final int NEW_SUBFILE_TYPE = 254;
  private static final int COMPRESSION = 259;
  private static final int COLOURS = 262;
  private static final int MAKE = 271;
  private static final int DNG_VERSION = 50_706;
  private static final int COLOUR_FILTER_ARRAY = 32_803;
  private static final int OLD_JPEG = 6;

  private static final List<String> MAKERS =
      List.of(
          "canon",
          "nikon",
          "sony",
          "pentax",
          "ricoh",
          "olympus",
          "om digital",
          "panasonic",
          "leica",
          "samsung",
          "hasselblad",
          "kodak",
          "minolta",
          "epson",
          "phase one",
          "mamiya");

  private RawType() {}

  /**
   * @param bytes that begin like a TIFF
   */
  static boolean isRaw(byte[] bytes) {
    int looked = Math.min(bytes.length, ImageDecoder.SIGNATURE_BYTES);
    FileBytes head =
        new FileBytes(bytes.length == looked ? bytes : Arrays.copyOf(bytes, looked), ImageType.RAW);
    if (!head.hasAscii(0, "II*\0") && !head.hasAscii(0, "MM\0*")) {
      return !head.hasAscii(0, "II+\0") && !head.hasAscii(0, "MM\0+");
    }
    if (head.hasAscii(8, "CR\2\0")) {
      return true;
    }
    TiffDirectory.Layout layout = TiffDirectory.Layout.of(head, 0);
    try {
      return layout != null && says(layout.directory(layout.firstDirectoryAt()));
    } catch (ImageRefused | ArithmeticException elsewhere) {
      return false;
    }
  }

  private static boolean says(TiffDirectory first) {
    if (first.has(DNG_VERSION) || first.number(COLOURS, -1) == COLOUR_FILTER_ARRAY) {
      return true;
    }
    String make = first.text(MAKE).toLowerCase(Locale.ROOT);
    boolean preview =
        first.number(NEW_SUBFILE_TYPE, 0) == 1 || first.number(COMPRESSION, 1) == OLD_JPEG;
    return preview && MAKERS.stream().anyMatch(make::startsWith);
  }
}
