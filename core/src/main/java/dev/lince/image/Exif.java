package dev.lince.image;

import com.drew.lang.ByteArrayReader;
import com.drew.lang.Rational;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * What Lince takes from an EXIF block. A broken block says nothing, and its picture is as good as
 * one without EXIF.
 *
 * @param said the orientation tag; null where there is none
 * @param taken the original date and time, as UTC where it names no offset; null where there is
 *     none
 * @param position null where there is none
 */
record Exif(@Nullable Orientation said, @Nullable Instant taken, @Nullable GpsPosition position) {
  static final Exif NONE = new Exif(null, null, null);

  /** JPEG's own bound is 64 KiB; beyond this it is no longer a camera's notes. */
  private static final int MAX_LENGTH = 1 << 20;

  /** Some writers keep JPEG's prefix in other formats too. */
  private static final String PREFIX = "Exif\0\0";

  static Exif of(ImageFile file) {
    return switch (file) {
      case TiffFile tiff -> tiff.notes();
      case RawFile raw -> raw.notes();
      case HeifFile heif -> {
        Exif block = ofBlock(heif);
        yield new Exif(null, block.taken, block.position);
      }
      default -> ofBlock(file);
    };
  }

  Orientation orientation() {
    return said == null ? Orientation.UPRIGHT : said;
  }

  /** This, and what it does not say from another. */
  Exif orElse(Exif other) {
    return new Exif(
        said == null ? other.said : said,
        taken == null ? other.taken : taken,
        position == null ? other.position : position);
  }

  private static Exif ofBlock(ImageFile file) {
    ImageFile.Span span = file.exif();
    if (span == null || span.length() > MAX_LENGTH) {
      return NONE;
    }
    int skip = file.bytes().hasAscii(span.from(), PREFIX) ? PREFIX.length() : 0;
    int from = span.from() + Math.min(skip, span.length());
    return read(Arrays.copyOfRange(file.bytes().array(), from, span.from() + span.length()));
  }

  private static Exif read(byte[] tiff) {
    try {
      Metadata metadata = new Metadata();
      if (saysWhereItBegins(tiff)) {
        new ExifReader().extract(new ByteArrayReader(tiff), metadata);
      }
      return new Exif(orientation(metadata), taken(metadata), position(metadata));
    } catch (RuntimeException e) {
      return NONE;
    }
  }

  /** Where it does not, the library would guess a place and read whatever lies there. */
  private static boolean saysWhereItBegins(byte[] tiff) {
    if (tiff.length < 8) {
      return false;
    }
    ByteBuffer header = ByteBuffer.wrap(tiff);
    int directoryAt =
        header.order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN).getInt(4);
    return directoryAt >= 8 && directoryAt < tiff.length;
  }

  private static @Nullable Orientation orientation(Metadata metadata) {
    ExifIFD0Directory directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
    Integer value =
        directory == null ? null : directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
    return value == null ? null : Orientation.ofExif(value);
  }

  private static @Nullable Instant taken(Metadata metadata) {
    ExifSubIFDDirectory directory = metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
    Date date = directory == null ? null : directory.getDateOriginal(TimeZone.getTimeZone("UTC"));
    return date == null ? null : date.toInstant();
  }

  private static @Nullable GpsPosition position(Metadata metadata) {
    GpsDirectory directory = metadata.getFirstDirectoryOfType(GpsDirectory.class);
    return directory == null
        ? null
        : GpsPosition.of(
            fractions(directory.getRationalArray(GpsDirectory.TAG_LATITUDE)),
            text(directory.getString(GpsDirectory.TAG_LATITUDE_REF)),
            fractions(directory.getRationalArray(GpsDirectory.TAG_LONGITUDE)),
            text(directory.getString(GpsDirectory.TAG_LONGITUDE_REF)));
  }

  private static double[] fractions(Rational @Nullable [] values) {
    return values == null
        ? new double[0]
        : Arrays.stream(values).mapToDouble(Rational::doubleValue).toArray();
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value.strip();
  }
}
