package dev.lince.store.pgvector;

import dev.lince.store.pgvector.url.DatabaseUrl;
import java.time.Duration;

/**
 * How a store is opened.
 *
 * @param precision of the index; one that is missing is built, one that is there is never removed
 * @param startWait how long the opening waits for a server that cannot be reached yet
 */
public record PgVectorSettings(DatabaseUrl url, IndexPrecision precision, Duration startWait) {}
