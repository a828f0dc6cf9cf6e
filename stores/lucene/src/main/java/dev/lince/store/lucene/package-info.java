/**
 * The embedded store: one Lucene index in one directory, used by one process at a time. Where the
 * library changes to another space, a second index is built beside it ({@code IndexNextSpace}) and
 * takes its place ({@code IndexSpaces} knows which one counts).
 *
 * <p>Images, rows of the ledger and notes are documents of that one index, so that whatever belongs
 * together is written in the same commit. Writing goes {@code LuceneStore} → {@code GroupCommit}
 * (one thread that does all writing and gives many callers one commit) → {@code Changes} → Lucene.
 * Reading goes {@code LuceneStore} → {@code Snapshots} (what the last commit holds) → {@code
 * NearestSearch}, {@code ImageScan} or {@code Lookup}, in the caller's own thread and without
 * locks. {@link dev.lince.store.lucene.LuceneStore} is safe for use by several threads; everything
 * else here lives within one call or one thread, unless its text says otherwise.
 */
@NullMarked
package dev.lince.store.lucene;

import org.jspecify.annotations.NullMarked;
