/**
 * The neural embedder: a CLIP-like model in the layout of the Hugging Face hub, run by ONNX
 * Runtime. {@link dev.lince.embed.clip.Hub} finds the default model in the hub's cache or fetches
 * it, {@link dev.lince.embed.clip.ModelFolder} says which files a model has, and {@link
 * dev.lince.embed.clip.ClipEmbedder} runs it: a raster is resized as Pillow does, cropped,
 * normalised, given to the image tower, and its output brought to length 1; a text is split into
 * tokens, given to the text tower, and brought to length 1. Everything else is package-private.
 *
 * <p>Embedder and hub are safe for use by several threads at once; a preprocessor and its buffers
 * belong to one call at a time. What cannot be had or is broken is an {@link
 * dev.lince.embed.EmbedException}.
 */
@NullMarked
package dev.lince.embed.clip;

import org.jspecify.annotations.NullMarked;
