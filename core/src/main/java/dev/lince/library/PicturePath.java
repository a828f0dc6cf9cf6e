package dev.lince.library;

import dev.lince.image.ImageType;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** Paths of uploads: what is allowed in those that people give, and how others are made. */
final class PicturePath {
  private static final int MOST_SEGMENTS = 8;

  /** File systems take 255; an ending is still to come. */
  private static final int MOST_BYTES = 240;

  private static final int HASH_DIGITS = 16;
  private static final Pattern SEGMENT = Pattern.compile("[\\p{L}\\p{M}\\p{Nd} ._-]{1,100}");

  /** Windows takes them for devices, whatever ending they have. */
  private static final Pattern DEVICE =
      Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9]) *(\\..*)?", Pattern.CASE_INSENSITIVE);

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("yyyy/MM", Locale.ROOT).withZone(ZoneOffset.UTC);

  private PicturePath() {}

  /**
   * The path in NFC.
   *
   * @throws LibraryException.PathRefused where it breaks the rules
   */
  static String check(String given) {
    String path = Normalizer.normalize(given, Normalizer.Form.NFC);
    String[] segments = path.split("/", -1);
    if (segments.length > MOST_SEGMENTS) {
      throw refused(given, "it has %d segments".formatted(segments.length));
    }
    for (String segment : segments) {
      if (!SEGMENT.matcher(segment).matches()
          || segment.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
        throw refused(given, "«%s» is no segment of a path".formatted(segment));
      }
      if (segment.startsWith(".") || segment.endsWith(".") || segment.endsWith(" ")) {
        throw refused(
            given, "«%s» begins with a dot, or ends with a dot or space".formatted(segment));
      }
      if (DEVICE.matcher(segment).matches()) {
        throw refused(given, "«%s» is the name of a device on Windows".formatted(segment));
      }
    }
    return path;
  }

  static LibraryException.PathRefused refused(String given, String why) {
    return new LibraryException.PathRefused(
        "The path «%s» is not allowed: %s. Allowed are 1 to 8 segments, separated by /, of letters, digits, space and . _ -, each of at most 100 characters (240 bytes), without a dot at the beginning or a dot or space at the end."
            .formatted(given, why));
  }

  /** The path with an ending that says what the file is. */
  static String withEnding(String path, ImageType type) {
    int dot = path.lastIndexOf('.');
    String ending =
        dot > path.lastIndexOf('/') ? path.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
    if (type.extensions().contains(ending)) {
      return path;
    }
    boolean ofAnother =
        Arrays.stream(ImageType.values()).anyMatch(other -> other.extensions().contains(ending));
    return (ofAnother ? path.substring(0, dot) : path) + "." + type.extensions().getFirst();
  }

  /** A path for a picture that was given none, by month and content; {@code nth} from 1. */
  static String made(Instant now, String contentHash, int nth, ImageType type) {
    return "%s/%s%s.%s"
        .formatted(
            MONTH.format(now),
            contentHash.substring(0, HASH_DIGITS),
            nth == 1 ? "" : "-" + nth,
            type.extensions().getFirst());
  }
}
