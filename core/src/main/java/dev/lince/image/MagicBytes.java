package dev.lince.image;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Recognises content by its first bytes: what Lince reads, and a name for what it does not. */
final class MagicBytes {
  private static final int LOOKED_AT = 512;

  private MagicBytes() {}

  /** The type of an image that Lince reads, or null. */
  static @Nullable ImageType typeOf(byte[] bytes) {
    String head = head(bytes);
    if (head.startsWith("\u00ff\u00d8\u00ff")) {
      return ImageType.JPEG;
    }
    if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
      return ImageType.PNG;
    }
    if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
      return ImageType.GIF;
    }
    if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
      return ImageType.WEBP;
    }
    if (head.startsWith("BM") && hasBitmapHeader(head)) {
      return ImageType.BMP;
    }
    return null;
  }

  /** Two letters are little to go by: the length of the header behind them must be one in use. */
  private static boolean hasBitmapHeader(String head) {
    return head.length() >= 18
        && head.startsWith("\0\0\0", 15)
        && "\f(48@l|".indexOf(head.charAt(14)) >= 0;
  }

  /** What to call bytes that are none of these, with its article: "a PDF document". */
  static String nameOf(byte[] bytes) {
    String head = head(bytes);
    String image = foreignImage(head);
    return image != null ? image : other(head, bytes.length);
  }

  private static @Nullable String foreignImage(String head) {
    if (head.startsWith("II*\0") || head.startsWith("MM\0*") || head.startsWith("II+\0")) {
      return head.startsWith("CR", 8) ? "a camera raw picture" : "a TIFF or camera raw picture";
    }
    if (head.startsWith("ftyp", 4)) {
      return switch (head.substring(8, Math.min(12, head.length()))) {
        case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1" -> "a HEIC picture";
        case "avif", "avis" -> "an AVIF picture";
        case "crx " -> "a camera raw picture";
        default -> "a video";
      };
    }
    if (head.startsWith("\0\0\0\fjP  ") || head.startsWith("\u00ffO\u00ffQ")) {
      return "a JPEG 2000 picture";
    }
    if (head.startsWith("\0\0\0\fJXL ") || head.startsWith("\u00ff\n")) {
      return "a JPEG XL picture";
    }
    if (head.startsWith("8BPS")) {
      return "a Photoshop document";
    }
    if (head.startsWith("\0\0\1\0")) {
      return "an icon";
    }
    String text = head.toLowerCase(Locale.ROOT);
    return text.contains("<svg") ? "an SVG drawing" : null;
  }

  private static String other(String head, int length) {
    if (length == 0) {
      return "empty";
    }
    if (head.startsWith("%PDF-")) {
      return "a PDF document";
    }
    if (head.startsWith("PK\3\4")) {
      return "a ZIP archive or office document";
    }
    String text = head.stripLeading().toLowerCase(Locale.ROOT);
    if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
      return "an HTML page";
    }
    boolean printable = head.chars().allMatch(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t');
    return printable ? "text" : "of no format that Lince knows";
  }

  private static String head(byte[] bytes) {
    return new String(bytes, 0, Math.min(LOOKED_AT, bytes.length), StandardCharsets.ISO_8859_1);
  }
}
