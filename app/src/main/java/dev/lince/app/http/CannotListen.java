package dev.lince.app.http;

/** The server cannot listen where it was told to. The message is one sentence for the operator. */
public final class CannotListen extends RuntimeException {
  private static final long serialVersionUID = 1;

  CannotListen(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
