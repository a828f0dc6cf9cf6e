package dev.lince.app.engine;

/** Whether searches can be answered now. */
public sealed interface Readiness {
  /** They can. */
  record Ready() implements Readiness {}

  /** Not yet: the sentence says what is under way and how far it is. */
  record Preparing(String sentence) implements Readiness {}

  /** Not in this run: the sentence says why and what to do. */
  record Failed(String sentence) implements Readiness {}
}
