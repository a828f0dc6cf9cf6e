package dev.lince.app.doctor;

/**
 * A line of the table.
 *
 * @param check what was looked at
 */
public record Finding(String check, Outcome outcome) {
  /** Whether something does not work. */
  public boolean isProblem() {
    return outcome instanceof Outcome.Problem;
  }
}
