/**
 * What it takes from the bytes of a JPEG to the crop that a model sees; and pictures drawn from
 * seeds, for all benchmarks that need files. Each main class prints Markdown.
 */
@NullMarked
package dev.lince.benchmarks.image;

import org.jspecify.annotations.NullMarked;
