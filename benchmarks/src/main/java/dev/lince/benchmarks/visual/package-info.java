/**
 * What the visual embedder is worth. {@code VisualCopies}, {@code VisualLikeness} and {@code
 * VisualSpeed} are programs that print a Markdown table each and fail below their bounds; {@code
 * VisualCentre} makes the embedder's one resource. Everything random comes from fixed seeds.
 */
@NullMarked
package dev.lince.benchmarks.visual;

import org.jspecify.annotations.NullMarked;
