package dev.lince.store.pgvector;

/**
 * What an opening found out of the database.
 *
 * @param index that searches go by
 * @param build makes indexes of an empty table anew
 * @param space that the vectors are of
 * @param choice of the indexes that another space gets
 */
record Opened(
    PathSpelling spelling,
    IndexInUse index,
    IndexBuild build,
    SpaceNumber space,
    VectorIndexChoice choice) {}
