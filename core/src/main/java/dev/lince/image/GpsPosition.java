package dev.lince.image;

import org.jspecify.annotations.Nullable;

/**
 * Where a picture was taken, as its EXIF block says (EXIF 2.32, section 4.6.6).
 *
 * @param latitude decimal degrees, −90 to 90, north is positive
 * @param longitude decimal degrees, −180 to 180, east is positive
 */
public record GpsPosition(double latitude, double longitude) {
  /** Throws {@link IllegalArgumentException} where this is no place on Earth. */
  public GpsPosition {
    if (!isOnEarth(latitude, longitude)) {
      throw new IllegalArgumentException(
          "There is no place at latitude %s and longitude %s; −90 to 90 and −180 to 180 are allowed."
              .formatted(latitude, longitude));
    }
  }

  /**
   * Of the four tags that say a place: degrees, minutes and seconds, and which way they count. Null
   * for what is no place, and for 0, 0 itself: that is what devices write that did not know where
   * they were.
   */
  static @Nullable GpsPosition of(
      double[] latitude, String northOrSouth, double[] longitude, String eastOrWest) {
    double up = degrees(latitude, northOrSouth, "N", "S");
    double right = degrees(longitude, eastOrWest, "E", "W");
    boolean unknown = up == 0 && right == 0;
    return unknown || !isOnEarth(up, right) ? null : new GpsPosition(up, right);
  }

  private static double degrees(double[] parts, String way, String positive, String negative) {
    boolean backwards = way.equals(negative);
    if (parts.length != 3 || !(backwards || way.equals(positive))) {
      return Double.NaN;
    }
    double degrees = parts[0] + parts[1] / 60 + parts[2] / 3600;
    return backwards ? -degrees : degrees;
  }

  /** What is not a number is not between any two. */
  private static boolean isOnEarth(double latitude, double longitude) {
    return latitude >= -90 && latitude <= 90 && longitude >= -180 && longitude <= 180;
  }
}
