/**
 * The address of a database: every spelling of libpq, SQLAlchemy and pgjdbc, as pgjdbc needs it.
 * {@link dev.lince.store.pgvector.url.DatabaseUrl} is the door. Nothing here connects, and no
 * message repeats a secret. Everything is immutable and safe for use by several threads.
 */
@NullMarked
package dev.lince.store.pgvector.url;

import org.jspecify.annotations.NullMarked;
