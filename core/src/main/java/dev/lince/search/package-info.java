/**
 * Queries: pictures, parts of them, words and stored pictures go through decoder and embedder,
 * become one unit vector by their weighted sum, and come back as the store's hits with their
 * scores. {@link dev.lince.search.Searcher} is the door.
 *
 * <p>What a similarity is worth is told by {@link dev.lince.search.Background}: the query's cosines
 * to a {@link dev.lince.search.LibrarySample}, which {@link dev.lince.search.SampleKeeper} keeps,
 * are fitted once, and then give each hit's number expected by chance, its grade, and the cut where
 * the confident ones end.
 *
 * <p>Safe for use by several threads at once.
 */
@NullMarked
package dev.lince.search;

import org.jspecify.annotations.NullMarked;
