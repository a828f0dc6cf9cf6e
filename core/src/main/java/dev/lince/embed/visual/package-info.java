/**
 * The embedder without a model file. A raster becomes a {@code Canvas} (without plain margins,
 * about 128 × 128 pixels), whose luma {@code Gradients} are taken once; six descriptors describe
 * the two, and {@code Blend} centres, weights and joins their blocks into one unit vector.
 *
 * <p>All descriptors take a picture and its mirror image for the same, which costs nothing in
 * likeness and halves what must be stored; most of them do not mind how a picture is turned.
 * Nothing here draws random numbers, sums in parallel, or calls what {@link Math} may compute
 * differently on another machine.
 *
 * <p>Everything is stateless and safe for use by several threads at once.
 */
@NullMarked
package dev.lince.embed.visual;

import org.jspecify.annotations.NullMarked;
