package dev.lince.app.config;

import dev.lince.store.pgvector.IndexPrecision;
import dev.lince.store.pgvector.url.DatabaseUrl;
import java.time.Duration;

/**
 * A library in PostgreSQL.
 *
 * @param url shows no secret
 * @param startWait how long a start waits for a database that is still starting
 * @param index what an index is built with that is missing
 * @param adoptedSpace the space of vectors that another program wrote, by its name
 */
public record DatabaseSettings(
    DatabaseUrl url, Duration startWait, IndexPrecision index, String adoptedSpace) {}
