package dev.lince.store;

import org.jspecify.annotations.Nullable;

/** A store that cannot answer. The message is a sentence that says what is wrong and what to do. */
public abstract sealed class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private StoreException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }

  /** It cannot be reached now; the same call may go through later. */
  public static final class Unavailable extends StoreException {
    private static final long serialVersionUID = 1;

    public Unavailable(String sentence, @Nullable Throwable cause) {
      super(sentence, cause);
    }
  }

  /** It is in use by another process that does not share it. */
  public static final class InUse extends StoreException {
    private static final long serialVersionUID = 1;

    public InUse(String sentence, @Nullable Throwable cause) {
      super(sentence, cause);
    }
  }

  /** It was opened for reading only, and something was to be written. */
  public static final class ReadOnly extends StoreException {
    private static final long serialVersionUID = 1;

    public ReadOnly(String sentence) {
      super(sentence, null);
    }
  }

  /**
   * Its vectors are no longer those that are searched, since the library was switched to another
   * space; opened again it has the others.
   */
  public static final class Superseded extends StoreException {
    private static final long serialVersionUID = 1;

    public Superseded() {
      super(
          "The library was switched to another model in this moment; open it again with that one.",
          null);
    }
  }

  /** What lies on disk is not readable by this version, or is damaged. */
  public static final class Unreadable extends StoreException {
    private static final long serialVersionUID = 1;

    public Unreadable(String sentence, @Nullable Throwable cause) {
      super(sentence, cause);
    }
  }

  /** The query's vector is not a unit vector of the store's dimension. */
  public static final class VectorRefused extends StoreException {
    private static final long serialVersionUID = 1;

    public VectorRefused(String sentence) {
      super(sentence, null);
    }
  }
}
