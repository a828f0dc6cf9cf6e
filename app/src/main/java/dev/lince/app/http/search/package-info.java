/**
 * The searches of {@code /api/v1}: a body, a form or an address becomes a {@link
 * dev.lince.search.SearchRequest}, whichever it was by way of the same JSON, and the answer becomes
 * JSON with its cursor.
 *
 * <p>Safe for use by several threads at once.
 */
@NullMarked
package dev.lince.app.http.search;

import org.jspecify.annotations.NullMarked;
