package dev.lince.app.doctor;

/** What a check found: sentences for a person. */
public sealed interface Outcome {
  /** What was found. */
  String found();

  /** As it should be. */
  record Ok(String found) implements Outcome {}

  /** There is nothing to look at here, and {@code found} says why. */
  record NotApplicable(String found) implements Outcome {}

  /** Lince works, and something may not be as it was meant. */
  record Warning(String found, String remedy) implements Outcome {}

  /** Something does not work until {@code remedy} is done. */
  record Problem(String found, String remedy) implements Outcome {}
}
