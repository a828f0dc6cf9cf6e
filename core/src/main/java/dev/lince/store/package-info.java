/**
 * What every store keeps and answers: records of images with their vectors, a ledger of every file
 * ever seen, and notes about the library. The implementations live in modules of their own ({@code
 * stores/…}) and are proven by the same contract tests, in this module's test fixtures.
 *
 * <p>A store proposes candidates; {@link dev.lince.store.Similarity} decides what a hit's
 * similarity is and {@link dev.lince.store.Hit#ORDER} which comes first, so that every store
 * answers alike. Stores are safe for use by several threads at once.
 */
@NullMarked
package dev.lince.store;

import org.jspecify.annotations.NullMarked;
