package dev.lince.image;

/**
 * Reads the formats whose pixels depend on the decoder: JPEG and WebP. What it gets has passed the
 * guard. Safe for use by several threads at once.
 */
sealed interface LossyDecoder permits LeptonicaDecoder, JavaDecoder {
  /**
   * The picture, upright.
   *
   * @param shrink how much smaller the raster may be; a decoder that cannot shrink reads it all
   */
  Raster decode(JpegFile file, Orientation orientation, JpegShrink shrink);

  Raster decode(WebpFile file, Orientation orientation);
}
