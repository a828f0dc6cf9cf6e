package dev.lince.library;

import dev.lince.store.ImageRecord;

/** What became of a picture that was added. */
public sealed interface Added {
  /** The image that has its content. */
  ImageRecord image();

  /** It is new in the library. */
  record Created(ImageRecord image) implements Added {}

  /** The library had its bytes already, and stays as it is. */
  record Existing(ImageRecord image) implements Added {}
}
