package dev.lince.image;

/**
 * Reads the formats whose pixels depend on the decoder: JPEG and WebP. What it gets has passed the
 * guard. Safe for use by several threads at once.
 */
sealed interface LossyDecoder permits LeptonicaDecoder, JavaDecoder {
  Raster decode(JpegFile file, Orientation orientation, DecodeMode mode);

  Raster decode(WebpFile file, Orientation orientation);
}
