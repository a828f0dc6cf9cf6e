package dev.lince.search;

/** How much a result is worth, in a word. */
public enum Grade {
  /**
   * Confident, and fewer than one picture in a hundred searches would be that similar by chance.
   */
  STRONG,
  /** Confident, but one among many of its kind: about one in ten of these is a stranger. */
  LIKELY,
  /** As similar as strangers are. */
  WEAK;

  private static final double STRONG_UP_TO = .01;

  /**
   * The grade of a result.
   *
   * @param expectedByChance {@link Background#expectedByChance} of the result
   * @param confident whether it is above the {@link ConfidentCut}
   */
  public static Grade of(double expectedByChance, boolean confident) {
    if (!confident) {
      return WEAK;
    }
    return expectedByChance <= STRONG_UP_TO ? STRONG : LIKELY;
  }
}
