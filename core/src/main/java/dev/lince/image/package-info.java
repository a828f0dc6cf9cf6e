/**
 * Bytes of an image become a raster: a guard looks at type, bytes and pixels before anything is
 * decoded, a decoder reads the pixels, and EXIF orientation turns them upright. {@link
 * dev.lince.image.ImageDecoder} is the door to that. {@link dev.lince.image.Thumbnailer} goes
 * through it and makes a small JPEG of the raster, by {@link dev.lince.image.PillowResize}, which
 * the models' preprocessing uses too. {@link dev.lince.image.AverageColour} is what is left of a
 * raster before its thumbnail comes. Everything behind these is package-private. This room knows no
 * other one.
 *
 * <p>All classes here but the resize are safe for use by several threads at once. What is refused
 * is an {@link dev.lince.image.ImageRefused}.
 */
@NullMarked
package dev.lince.image;

import org.jspecify.annotations.NullMarked;
