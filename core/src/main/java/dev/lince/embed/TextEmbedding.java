package dev.lince.embed;

/**
 * A text as a unit vector.
 *
 * @param vector of length 1
 * @param truncated whether the text was longer than the model reads, so that only its beginning
 *     counted
 */
public record TextEmbedding(float[] vector, boolean truncated) {}
