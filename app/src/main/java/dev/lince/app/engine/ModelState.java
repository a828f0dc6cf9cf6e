package dev.lince.app.engine;

/** How the model is that a library is to change over to. */
public sealed interface ModelState {
  /** The hub is being asked, or the files are being opened. */
  record Asked() implements ModelState {}

  /** It is on its way, {@code done} of {@code total} bytes so far. */
  record Fetching(long done, long total) implements ModelState {}

  /** It is open. */
  record There(String space) implements ModelState {}

  /** It cannot be had in this run; the sentence says why and how to bring it. */
  record Unavailable(String sentence) implements ModelState {}
}
