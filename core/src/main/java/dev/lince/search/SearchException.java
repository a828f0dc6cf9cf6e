package dev.lince.search;

/** A search that could not be done. The message is a sentence for the person who asked. */
public abstract sealed class SearchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private SearchException(String sentence) {
    super(sentence);
  }

  /** The query cannot be searched for as it is, whenever it is asked. */
  public static final class Refused extends SearchException {
    private static final long serialVersionUID = 1;

    public Refused(String sentence) {
      super(sentence);
    }
  }

  /** The query names an image that the library does not have. */
  public static final class UnknownImage extends SearchException {
    private static final long serialVersionUID = 1;

    public UnknownImage(int id) {
      super("There is no picture with the id %d.".formatted(id));
    }
  }

  /** Too many searches wait already, or one waited too long; the same one may go through later. */
  public static final class Overloaded extends SearchException {
    private static final long serialVersionUID = 1;

    /** There are too many. */
    public Overloaded() {
      this("Too many searches are waiting already. Try again in a moment.");
    }

    public Overloaded(String sentence) {
      super(sentence);
    }
  }

  /** Lince is stopping. */
  public static final class Stopping extends SearchException {
    private static final long serialVersionUID = 1;

    public Stopping() {
      super("Lince is stopping. Ask again once it runs.");
    }
  }
}
