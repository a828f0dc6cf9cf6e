package dev.lince.image;

/** How faithfully an {@link ImageDecoder} reads large pictures. */
public enum DecodeMode {
  /**
   * Large JPEGs shrink while they are read: libjpeg's scaled inverse DCT by 2, 4 or 8, as long as
   * the short side keeps at least 448 pixels. Pictures whose short side is below 896 pixels are
   * read as {@link #EXACT} reads them.
   */
  FAST,

  /** Every pixel, bit for bit as the reference (Pillow) reads it. */
  EXACT
}
