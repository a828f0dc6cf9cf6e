/**
 * Queries: the bytes of a picture, or words, go through decoder and embedder and come back as the
 * store's hits. {@link dev.lince.search.Searcher} is the door.
 *
 * <p>Safe for use by several threads at once.
 */
@NullMarked
package dev.lince.search;

import org.jspecify.annotations.NullMarked;
