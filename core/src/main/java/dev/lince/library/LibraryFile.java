package dev.lince.library;

import dev.lince.image.ImageType;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A picture of the library on the disk, below one of its folders.
 *
 * @param type by content
 * @param bytes its size
 */
public record LibraryFile(Path file, ImageType type, long bytes, Instant modified) {}
