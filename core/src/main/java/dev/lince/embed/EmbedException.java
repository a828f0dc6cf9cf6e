package dev.lince.embed;

import org.jspecify.annotations.Nullable;

/**
 * An embedding that could not be made. The message is a sentence that says what is wrong and what
 * to do.
 */
public abstract sealed class EmbedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private EmbedException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }

  /**
   * Words were given to an embedder that knows none: the request cannot be answered in this space.
   */
  public static final class NoText extends EmbedException {
    private static final long serialVersionUID = 1;

    public NoText(String sentence) {
      super(sentence, null);
    }
  }

  /** A model's files are missing, incomplete, or cannot be had now. */
  public static final class ModelUnavailable extends EmbedException {
    private static final long serialVersionUID = 1;

    public ModelUnavailable(String sentence, @Nullable Throwable cause) {
      super(sentence, cause);
    }
  }

  /** A model's files are there, and are not what they should be. */
  public static final class ModelBroken extends EmbedException {
    private static final long serialVersionUID = 1;

    public ModelBroken(String sentence, @Nullable Throwable cause) {
      super(sentence, cause);
    }
  }
}
