/**
 * Rasters, and words where the model knows them, become unit vectors. An {@link
 * dev.lince.embed.Embedder} makes vectors of one {@link dev.lince.embed.Space}; vectors of
 * different spaces are never compared. {@code .clip} has the neural model, {@code .visual} the one
 * that needs no file.
 *
 * <p>Embedders are safe for use by several threads at once.
 */
@NullMarked
package dev.lince.embed;

import org.jspecify.annotations.NullMarked;
