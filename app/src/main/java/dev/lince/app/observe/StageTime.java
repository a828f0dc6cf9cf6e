package dev.lince.app.observe;

/**
 * One stage of a search: {@code read}, {@code wait}, {@code decode}, {@code embed} or {@code
 * store}.
 *
 * @param begun {@link System#nanoTime} at its begin
 * @param ended the same at its end
 */
public record StageTime(String stage, long begun, long ended) {
  private static final double NANOS_IN_SECOND = 1e9;
  private static final double NANOS_IN_MILLI = 1e6;

  /** How long it took. */
  public double seconds() {
    return (ended - begun) / NANOS_IN_SECOND;
  }

  /** How long it took. */
  public double millis() {
    return (ended - begun) / NANOS_IN_MILLI;
  }
}
