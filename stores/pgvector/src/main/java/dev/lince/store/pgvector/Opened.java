package dev.lince.store.pgvector;

/**
 * What an opening found out of the database.
 *
 * @param index that searches go by
 * @param build makes indexes of an empty table anew
 */
record Opened(PathSpelling spelling, IndexInUse index, IndexBuild build) {}
