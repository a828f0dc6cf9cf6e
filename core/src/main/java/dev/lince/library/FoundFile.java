package dev.lince.library;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A file that may be a picture, as a walk came by it.
 *
 * @param path in the library
 * @param modified in whole milliseconds
 */
record FoundFile(String path, Path file, long bytes, Instant modified) {}
