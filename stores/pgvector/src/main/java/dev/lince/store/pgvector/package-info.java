/**
 * The store in PostgreSQL with pgvector, for several processes at once and beside the Python
 * backend, whose table it uses as it is. Vectors lie in that table, everything else that Lince
 * knows of an image in tables of its own, joined by id and path; so a description or a tag never
 * touches the index of the vectors.
 *
 * <p>A search runs straight through: filter as SQL → candidates by the index, or one by one where
 * few images count → similarities from the stored floats → hits. {@link
 * dev.lince.store.pgvector.PgVectorStore} is the door, safe for use by several threads at once.
 */
@NullMarked
package dev.lince.store.pgvector;

import org.jspecify.annotations.NullMarked;
