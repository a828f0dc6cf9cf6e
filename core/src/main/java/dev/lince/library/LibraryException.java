package dev.lince.library;

/** A library that cannot be opened as it was asked for. The message says what to do. */
public abstract sealed class LibraryException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private LibraryException(String sentence) {
    super(sentence);
  }

  /** The library's vectors belong to another space than the embedder's. */
  public static final class OtherSpace extends LibraryException {
    private static final long serialVersionUID = 1;

    public OtherSpace(String sentence) {
      super(sentence);
    }
  }

  /** A folder was exchanged for another, and most pictures of the library would be lost by that. */
  public static final class OtherFolder extends LibraryException {
    private static final long serialVersionUID = 1;

    public OtherFolder(String sentence) {
      super(sentence);
    }
  }

  /** An embedder was asked to write into a store that another program made, which it never does. */
  public static final class NotAdoptable extends LibraryException {
    private static final long serialVersionUID = 1;

    public NotAdoptable(String sentence) {
      super(sentence);
    }
  }
}
