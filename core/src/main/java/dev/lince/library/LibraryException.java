package dev.lince.library;

/** A library that cannot do what it was asked for. The message says what to do. */
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

  /** A path for a new picture breaks the rules. */
  public static final class PathRefused extends LibraryException {
    private static final long serialVersionUID = 1;

    public PathRefused(String sentence) {
      super(sentence);
    }
  }

  /** There is a file or image of the path of a new picture already. */
  public static final class PathTaken extends LibraryException {
    private static final long serialVersionUID = 1;

    public PathTaken(String sentence) {
      super(sentence);
    }
  }

  /** The library has no place for pictures that are added or taken out. */
  public static final class NoUploads extends LibraryException {
    private static final long serialVersionUID = 1;

    public NoUploads(String sentence) {
      super(sentence);
    }
  }

  /** A file is to go that lies in an image folder, into which Lince never writes. */
  public static final class NotOurs extends LibraryException {
    private static final long serialVersionUID = 1;

    public NotOurs(String sentence) {
      super(sentence);
    }
  }

  /** No removal has that token. */
  public static final class NoSuchRemoval extends LibraryException {
    private static final long serialVersionUID = 1;

    public NoSuchRemoval(String sentence) {
      super(sentence);
    }
  }

  /** It cannot be done now; the same call may go through later. */
  public static final class Busy extends LibraryException {
    private static final long serialVersionUID = 1;

    public Busy(String sentence) {
      super(sentence);
    }
  }

  /** The disk did not take a file. */
  public static final class NotWritten extends LibraryException {
    private static final long serialVersionUID = 1;

    public NotWritten(String sentence) {
      super(sentence);
    }
  }
}
