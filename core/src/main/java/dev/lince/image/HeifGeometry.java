package dev.lince.image;

import java.util.Locale;

/**
 * How large a HEIC or AVIF is when it is shown, by the properties of its primary item: stored size,
 * clean aperture, turn (ISO/IEC 23008-12, section 6.5).
 */
record HeifGeometry(int width, int height) {
  /** What an ispe property says, in pixels; each side fits an int. */
  record Size(long width, long height) {
    long pixels() {
      return width * height;
    }

    private Size turned() {
      return new Size(/* width= */ height, /* height= */ width);
    }
  }

  /** The stored size. */
  static Size said(FileBytes bytes, HeifItems.Item item) {
    IsoBox ispe = item.property("ispe");
    if (ispe == null) {
      throw bytes.corrupt("it does not say the size of its picture");
    }
    Size size = new Size(ispe.u32(4), ispe.u32(8));
    ImageFile.requireSides(bytes, size.width, size.height);
    if (size.width > Integer.MAX_VALUE || size.height > Integer.MAX_VALUE) {
      throw bytes.corrupt(
          String.format(Locale.ROOT, "its header says %d × %d pixels", size.width, size.height));
    }
    return size;
  }

  /** The size after all that the file says to do with the picture. */
  static HeifGeometry of(FileBytes bytes, HeifItems.Item item) {
    Size size = said(bytes, item);
    for (IsoBox property : item.properties()) {
      switch (property.type()) {
        case "irot" -> {
          if ((property.u8(0) & 1) != 0) {
            size = size.turned();
          }
        }
        case "clap" -> size = cropped(property, size);
        default -> {}
      }
    }
    ImageFile.requireSides(bytes, size.width, size.height);
    return new HeifGeometry((int) size.width, (int) size.height);
  }

  private static Size cropped(IsoBox clap, Size size) {
    long width = rounded(clap, 0, size.width);
    long height = rounded(clap, 8, size.height);
    return new Size(width, height);
  }

  private static long rounded(IsoBox clap, int at, long most) {
    long over = clap.u32(at);
    long under = clap.u32(at + 4);
    return under == 0 ? most : Math.clamp((over + under / 2) / under, 0, most);
  }
}
