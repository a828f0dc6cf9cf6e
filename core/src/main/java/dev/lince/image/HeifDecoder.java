package dev.lince.image;

/**
 * Reads HEIC and AVIF. What it gets has passed the guard. Safe for use by several threads at once.
 */
sealed interface HeifDecoder permits LibheifDecoder, MissingHeif {
  /** The picture as it is to be shown: turned and cropped as its file says. */
  Raster decode(HeifFile file);
}
