package dev.lince.app.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One folder of images.
 *
 * @param name what the paths of its images begin with; null for a lone folder without a name, whose
 *     images keep their plain paths
 * @param folder absolute; Lince never writes there
 */
public record ImageFolder(@Nullable String name, Path folder) {}
