/**
 * The living collection: the image folders, the store, and the ledger that says what became of
 * every file. Only this room knows that images lie on a disk; it never writes into an image folder.
 *
 * <p>An ingest runs straight through: file → guard → raster → vector → batch → store and ledger.
 * {@link dev.lince.library.Library} is the door, safe for use by several threads at once.
 */
@NullMarked
package dev.lince.library;

import org.jspecify.annotations.NullMarked;
