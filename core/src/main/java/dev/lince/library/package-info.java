/**
 * The living collection: the image folders, the store, and the ledger that says what became of
 * every file. Only this room knows that images lie on a disk; it never writes into an image folder,
 * only below the data folder: uploads, incoming and trash.
 *
 * <p>An ingest runs straight through: file → guard → raster → vector → batch → store and ledger.
 * Several processes may do so on one store: files are claimed chunk by chunk, and the ledger is
 * read after each claim. Where the store goes away, the ingest's own thread waits, never the
 * pool's. A re-embedding takes the same way for the images of the store, beside which it builds
 * another space. {@link dev.lince.library.Library} is the door, safe for use by several threads at
 * once.
 */
@NullMarked
package dev.lince.library;

import org.jspecify.annotations.NullMarked;
