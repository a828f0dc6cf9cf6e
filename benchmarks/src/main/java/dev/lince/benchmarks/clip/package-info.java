/**
 * How fast the neural embedder is: {@link dev.lince.benchmarks.clip.ClipSpeed} compares it with
 * ONNX Runtime itself, and that with its own matrix multiplication.
 */
@NullMarked
package dev.lince.benchmarks.clip;

import org.jspecify.annotations.NullMarked;
