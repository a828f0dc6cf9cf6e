package dev.lince.search;

/**
 * The distribution of a query's cosines to pictures that have nothing to do with it: a normal one
 * that may be skewed to the right and may have heavier tails.
 *
 * <p>The skew is that of a gamma distribution, brought to a normal one by the cube root of Wilson
 * and Hilferty (The distribution of chi-square, PNAS 17, 1931); the tails are Student's.
 *
 * @param location the mean
 * @param scale the standard deviation, above 0
 * @param skew the third standardised moment, {@value #LEAST_SKEW} (to the left, with a thinner
 *     right tail) to {@value #MOST_SKEW}
 * @param freedom Student's degrees of freedom, at least {@value #LEAST_FREEDOM}; few are heavy
 *     tails
 */
record NullShape(double location, double scale, double skew, double freedom) {
  static final double LEAST_SKEW = -.3;
  static final double MOST_SKEW = 1;
  static final double LEAST_FREEDOM = 5;

  /** From here on Student's distribution is taken for the normal one. */
  private static final double NORMAL_FREEDOM = 100;

  /**
   * Where the cube falls below this its root goes on along the tangent, so that there is no end.
   */
  private static final double TANGENT_BELOW = .3;

  private static final double TANGENT_ROOT = Math.cbrt(TANGENT_BELOW);

  /** How many standard deviations {@code cosine} is above the mean once the skew is taken out. */
  double symmetric(double cosine) {
    double deviation = (cosine - location) / scale;
    return skew == 0 ? deviation : fromRoot(cube(deviation), root(cube(deviation)));
  }

  /** The density at {@code cosine}, but for the factor 1/√(2π). */
  double density(double cosine) {
    double deviation = (cosine - location) / scale;
    if (skew == 0) {
      return kernel(deviation) / scale;
    }
    double cube = cube(deviation);
    double root = root(cube);
    return kernel(fromRoot(cube, root)) / (scale * root * root);
  }

  private double cube(double deviation) {
    return 1 + skew * deviation / 2;
  }

  private static double root(double cube) {
    return cube < TANGENT_BELOW ? TANGENT_ROOT : Math.cbrt(cube);
  }

  private double fromRoot(double cube, double root) {
    double symmetric = (root - 1 + skew * skew / 36) * 6 / skew;
    return cube < TANGENT_BELOW
        ? symmetric + (cube - TANGENT_BELOW) * 2 / (skew * TANGENT_ROOT * TANGENT_ROOT)
        : symmetric;
  }

  private double kernel(double symmetric) {
    if (freedom >= NORMAL_FREEDOM) {
      return Math.exp(-.5 * symmetric * symmetric);
    }
    // Student's density with variance 1. The height is Γ((ν+1)/2) / (Γ(ν/2) √((ν−2)/2)), within
    // half a
    // per cent from five degrees of freedom on: its factor 1 + 3/(4ν), and what is left measured.
    double height = 1 + .75 / freedom + 1.9 / (freedom * freedom);
    double spread = symmetric * symmetric / (freedom - 2);
    return height * Math.exp(-.5 * (freedom + 1) * Math.log1p(spread));
  }

  /**
   * The logarithm of the share of unrelated pictures that are at least this close. Student's tail
   * is taken by the normal deviate of Wallace (Bounds on normal approximations to Student's and the
   * chi-square distributions, Annals of Mathematical Statistics 30, 1959), which errs upwards: by 3
   * % of the share at four standard deviations, by 16 % at ten.
   */
  double logTail(double cosine) {
    double student = symmetric(cosine) / Math.sqrt((freedom - 2) / freedom);
    double deviate =
        Math.sqrt(freedom * Math.log1p(student * student / freedom))
            * ((8 * freedom + 1) / (8 * freedom + 3));
    return NormalTail.logAbove(Math.copySign(deviate, student));
  }

  NullShape withFreedom(double other) {
    return new NullShape(location, scale, skew, other);
  }
}
