package dev.lince.store.pgvector;

import org.jspecify.annotations.Nullable;

/**
 * What an opening found out of the database.
 *
 * @param index that searches use; null where there is none
 * @param build makes indexes of an empty table anew
 */
record Opened(PathSpelling spelling, @Nullable VectorIndex index, IndexBuild build) {}
