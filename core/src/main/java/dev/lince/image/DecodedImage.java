package dev.lince.image;

/**
 * An image as it was read: what its headers say, and its picture.
 *
 * @param raster of {@code header}'s size, or smaller where it was shrunk while it was decoded
 */
public record DecodedImage(ImageHeader header, Raster raster) {}
