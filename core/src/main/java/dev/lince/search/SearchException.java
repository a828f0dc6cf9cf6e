package dev.lince.search;

/** A search that could not be done now. The message is a sentence for the person who asked. */
public abstract sealed class SearchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private SearchException(String sentence) {
    super(sentence);
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
