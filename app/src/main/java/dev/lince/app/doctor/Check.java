package dev.lince.app.doctor;

/** One look at one thing. */
interface Check {
  /** What is looked at, in a word or two. */
  String name();

  /** Looks; whatever it throws is a problem, told by its message. */
  Outcome examine();
}
