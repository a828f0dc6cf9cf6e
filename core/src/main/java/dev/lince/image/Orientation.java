package dev.lince.image;

/**
 * What EXIF's orientation tag says about how a stored image must be turned to stand upright: each
 * stored axis may run backwards, and then the two may change places.
 */
enum Orientation {
  UPRIGHT(1, false, false, false),
  MIRRORED(2, true, false, false),
  TURNED_HALF(3, true, true, false),
  FLIPPED(4, false, true, false),
  TRANSPOSED(5, false, false, true),
  TURNED_RIGHT(6, false, true, true),
  TRANSVERSED(7, true, true, true),
  TURNED_LEFT(8, true, false, true);

  /** The tag's value. */
  final int exif;

  final boolean backwardsX;
  final boolean backwardsY;
  final boolean swapsSides;

  Orientation(int exif, boolean backwardsX, boolean backwardsY, boolean swapsSides) {
    this.exif = exif;
    this.backwardsX = backwardsX;
    this.backwardsY = backwardsY;
    this.swapsSides = swapsSides;
  }

  /** By the tag's value; whatever is not 1 to 8 means upright. */
  static Orientation ofExif(int value) {
    for (Orientation orientation : values()) {
      if (orientation.exif == value) {
        return orientation;
      }
    }
    return UPRIGHT;
  }

  int uprightWidth(int storedWidth, int storedHeight) {
    return swapsSides ? storedHeight : storedWidth;
  }

  int uprightHeight(int storedWidth, int storedHeight) {
    return swapsSides ? storedWidth : storedHeight;
  }
}
