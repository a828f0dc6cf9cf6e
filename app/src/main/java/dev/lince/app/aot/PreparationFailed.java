package dev.lince.app.aot;

/** The caches could not be made; Lince runs without them, or with those from before. */
public final class PreparationFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  PreparationFailed(String message, Throwable cause) {
    super(message, cause);
  }

  PreparationFailed(String message) {
    super(message);
  }
}
