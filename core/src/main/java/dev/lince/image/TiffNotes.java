package dev.lince.image;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a TIFF or a camera raw file notes of its picture in its own first directory. */
final class TiffNotes {
  private static final int ORIENTATION = 274;
  private static final int EXIF_DIRECTORY = 34_665;
  private static final int GPS_DIRECTORY = 34_853;
  private static final int NORTH_OR_SOUTH = 1;
  private static final int LATITUDE = 2;
  private static final int EAST_OR_WEST = 3;
  private static final int LONGITUDE = 4;
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
    return new Exif(
        orNull(() -> orientation(directory)),
        orNull(() -> fromPart(directory, EXIF_DIRECTORY, TiffNotes::taken)),
        orNull(() -> fromPart(directory, GPS_DIRECTORY, TiffNotes::position)));
  }

  /** Of an EXIF directory; what is not a date says nothing. */
  static @Nullable Instant takenOrNull(TiffDirectory exif) {
    return orNull(() -> taken(exif));
  }

  /** Of a GPS directory; what is no place says nothing. */
  static @Nullable GpsPosition positionOrNull(TiffDirectory gps) {
    return orNull(() -> position(gps));
  }

  private static <T> @Nullable T orNull(Supplier<@Nullable T> note) {
    try {
      return note.get();
    } catch (ImageRefused | ArithmeticException | DateTimeException broken) {
      return null;
    }
  }

  private static <T> @Nullable T fromPart(
      TiffDirectory directory, int tag, Function<TiffDirectory, @Nullable T> read) {
    long at = directory.number(tag, 0);
    return at == 0 ? null : read.apply(directory.layout().directory(at));
  }

  private static @Nullable Orientation orientation(TiffDirectory directory) {
    return directory.has(ORIENTATION)
        ? Orientation.ofExif((int) directory.number(ORIENTATION, 1))
        : null;
  }

  private static @Nullable GpsPosition position(TiffDirectory gps) {
    return GpsPosition.of(
        gps.fractions(LATITUDE),
        gps.text(NORTH_OR_SOUTH),
        gps.fractions(LONGITUDE),
        gps.text(EAST_OR_WEST));
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
