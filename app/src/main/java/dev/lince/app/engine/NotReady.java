package dev.lince.app.engine;

/** A search came before the embedder was there. The message says what is awaited. */
public final class NotReady extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotReady(String sentence) {
    super(sentence);
  }
}
