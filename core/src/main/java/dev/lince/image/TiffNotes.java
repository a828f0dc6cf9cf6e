package dev.lince.image;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a TIFF or a camera raw file notes of its picture in its own first directory. */
final class TiffNotes {
  private static final int ORIENTATION = 274;
  private static final int EXIF_DIRECTORY = 34_665;
  private static final int DATE_TIME_ORIGINAL = 36_867;
  private static final int OFFSET_TIME_ORIGINAL = 36_881;
  private static final int SUBSECONDS_ORIGINAL = 37_521;
  private static final DateTimeFormatter EXIF_TIME =
      DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss", Locale.ROOT);

  private TiffNotes() {}

  /**
   * Of a file's first directory. Notes that are broken say nothing, as a broken EXIF block does.
   */
  static Exif of(TiffDirectory directory) {
    Orientation orientation = null;
    try {
      if (directory.has(ORIENTATION)) {
        orientation = Orientation.ofExif((int) directory.number(ORIENTATION, 1));
      }
      long exifAt = directory.number(EXIF_DIRECTORY, 0);
      Instant taken = exifAt == 0 ? null : taken(directory.layout().directory(exifAt));
      return new Exif(orientation, taken);
    } catch (ImageRefused | ArithmeticException | DateTimeException broken) {
      return new Exif(orientation, null);
    }
  }

  /** Of an EXIF directory; what is not a date says nothing. */
  static @Nullable Instant takenOrNull(TiffDirectory exif) {
    try {
      return taken(exif);
    } catch (ImageRefused | ArithmeticException | DateTimeException broken) {
      return null;
    }
  }

  private static @Nullable Instant taken(TiffDirectory exif) {
    String time = exif.text(DATE_TIME_ORIGINAL);
    if (time.isEmpty()) {
      return null;
    }
    String offset = exif.text(OFFSET_TIME_ORIGINAL);
    ZoneOffset zone = offset.isEmpty() ? ZoneOffset.UTC : ZoneOffset.of(offset);
    String fraction = (exif.text(SUBSECONDS_ORIGINAL) + "000").substring(0, 3);
    int millis = fraction.matches("[0-9]{3}") ? Integer.parseInt(fraction) : 0;
    return LocalDateTime.parse(time, EXIF_TIME).plusNanos(millis * 1_000_000L).toInstant(zone);
  }
}
