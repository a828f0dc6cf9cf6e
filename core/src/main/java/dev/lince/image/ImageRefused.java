package dev.lince.image;

/**
 * An image that Lince does not read, by the fault of who sent it or for want of a decoder. The
 * message is a sentence for that person: it says what was found and what is allowed.
 */
public abstract sealed class ImageRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private ImageRefused(String sentence) {
    super(sentence);
  }

  /** The bytes are no image, or one of a format that Lince does not read. */
  public static final class NotAnImage extends ImageRefused {
    private static final long serialVersionUID = 1;

    public NotAnImage(String sentence) {
      super(sentence);
    }
  }

  /**
   * An image of a format that this machine lacks the decoder of, or is told not to use: the same
   * file may be read after another start.
   */
  public static final class NoDecoder extends ImageRefused {
    private static final long serialVersionUID = 1;

    public NoDecoder(String sentence) {
      super(sentence);
    }
  }

  /** An image of a known format that is cut off or broken. */
  public static final class Corrupt extends ImageRefused {
    private static final long serialVersionUID = 1;

    public Corrupt(String sentence) {
      super(sentence);
    }
  }

  /** More bytes or pixels than {@link ImageLimits} allow. */
  public static final class TooLarge extends ImageRefused {
    private static final long serialVersionUID = 1;

    public TooLarge(String sentence) {
      super(sentence);
    }
  }
}
