/**
 * The running parts of Lince put together: store, embedder, library and searcher, opened once from
 * the settings and closed in the opposite order. Command line and HTTP side both stand on {@link
 * dev.lince.app.engine.Engine}, which knows neither of them.
 *
 * <p>Safe for use by several threads at once.
 */
@NullMarked
package dev.lince.app.engine;

import org.jspecify.annotations.NullMarked;
