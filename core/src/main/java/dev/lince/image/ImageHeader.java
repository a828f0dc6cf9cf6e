package dev.lince.image;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the first bytes of an image say, read without decoding a pixel.
 *
 * @param type by content
 * @param width upright, that is with EXIF orientation applied, in pixels
 * @param height as {@code width}
 * @param orientation EXIF orientation, 1 to 8; 1 where the image says none
 * @param taken EXIF's original date and time, taken as UTC where it names no offset; null where the
 *     image says none
 */
public record ImageHeader(
    ImageType type, int width, int height, int orientation, @Nullable Instant taken) {}
