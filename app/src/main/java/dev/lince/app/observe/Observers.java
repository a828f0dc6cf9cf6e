package dev.lince.app.observe;

import org.jspecify.annotations.Nullable;

/**
 * Who hears of requests.
 *
 * @param metrics null where {@code /metrics} is off
 */
public record Observers(@Nullable Metrics metrics, Traces traces) {
  /** Nobody. */
  public static final Observers NONE = new Observers(null, Traces.OFF);
}
