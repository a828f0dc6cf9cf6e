/**
 * What the calls of {@code /api/v1} have in common: how filters and pictures look in JSON and in
 * addresses, and how members are read so that a wrong one is named.
 *
 * <p>Safe for use by several threads at once, but for {@link dev.lince.app.http.api.JsonFields},
 * which belongs to one request.
 */
@NullMarked
package dev.lince.app.http.api;

import org.jspecify.annotations.NullMarked;
