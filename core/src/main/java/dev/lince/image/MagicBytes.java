package dev.lince.image;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Recognises content by its first bytes: what Lince reads, and a name for what it does not. */
final class MagicBytes {
  private static final int LOOKED_AT = 512;

  private static final Set<String> HEIC_BRANDS =
      Set.of(
          "heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "mif2", "msf1");

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
    if (isTiff(head)) {
      return RawType.isRaw(bytes) ? ImageType.RAW : ImageType.TIFF;
    }
    if (head.startsWith("FUJIFILMCCD-RAW ")) {
      return ImageType.RAW;
    }
    return head.startsWith("ftyp", 4) ? isoType(head) : null;
  }

  private static boolean isTiff(String head) {
    return head.startsWith("II*\0")
        || head.startsWith("MM\0*")
        || head.startsWith("II+\0\b\0\0\0")
        || head.startsWith("MM\0+\0\b\0\0")
        || head.startsWith("IIU\0")
        || head.startsWith("IIRO")
        || head.startsWith("IIRS")
        || head.startsWith("MMOR");
  }

  /** The main brand need not say which kind it is: then one of the others does. */
  private static @Nullable ImageType isoType(String head) {
    int end = Math.min(head.length(), head.charAt(2) << 8 | head.charAt(3));
    Set<String> brands = new HashSet<>();
    for (int at = 8; at + 4 <= end; at += at == 8 ? 8 : 4) {
      brands.add(head.substring(at, at + 4));
    }
    if (brands.contains("crx ")) {
      return ImageType.RAW;
    }
    if (brands.contains("avif") || brands.contains("avis")) {
      return ImageType.AVIF;
    }
    return Collections.disjoint(brands, HEIC_BRANDS) ? null : ImageType.HEIC;
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
    if (head.startsWith("ftyp", 4)) {
      return "a video";
    }
    if (head.startsWith("FOVb")) {
      return "a Sigma raw picture";
    }
    if (head.startsWith("\0MRM")) {
      return "a Minolta raw picture";
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
