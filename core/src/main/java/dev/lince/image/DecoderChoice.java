package dev.lince.image;

/** Who may touch the bytes of pictures. */
public enum DecoderChoice {
  /** Native decoders where this machine has them, Java where it has not. */
  AUTO,

  /**
   * Java alone, for the cautious: no native code sees a picture. WebP, HEIC and AVIF are refused,
   * and large JPEGs are read in full.
   */
  JAVA
}
