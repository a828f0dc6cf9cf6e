/**
 * How Lince is seen from outside while it serves: {@link dev.lince.app.observe.Metrics} counts for
 * Prometheus, {@link dev.lince.app.observe.Traces} sends spans to an OpenTelemetry collector where
 * one is configured. The HTTP side tells both of every {@link dev.lince.app.observe.Observed}
 * request once it is answered; the engine is asked when somebody scrapes.
 *
 * <p>Nothing here waits for anybody outside, and no failure here reaches a request. Safe for use by
 * several threads at once.
 */
@NullMarked
package dev.lince.app.observe;

import org.jspecify.annotations.NullMarked;
