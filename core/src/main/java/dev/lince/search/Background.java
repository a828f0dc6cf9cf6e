package dev.lince.search;

import java.util.Arrays;
import java.util.Optional;

/**
 * How similar one query is to pictures that have nothing to do with it: what a similarity must be
 * seen against, since unrelated pictures have cosines of 0.5 to 0.75 in one space and words hardly
 * ever more than 0.3.
 *
 * <p>Made from the query's cosines to a random sample of the library. What the sample holds that is
 * related to the query, up to two thirds of it, is told apart where it stands out. Immutable.
 */
public final class Background {
  /** From a sample smaller than this nothing can be said. */
  public static final int LEAST_SAMPLE = 50;

  /** As near as this a picture is the query itself, and no part of its background. */
  private static final double THE_SAME = .9995;

  private static final double LEAST_SPREAD = 1e-5;

  private final double[] ascending;
  private final FittedNull fitted;

  private Background(double[] ascending, FittedNull fitted) {
    this.ascending = ascending;
    this.fitted = fitted;
  }

  /**
   * The background of a query; empty where the sample has fewer than {@value #LEAST_SAMPLE}
   * pictures, or all are equally similar.
   *
   * @param query a unit vector of the sample's dimension
   */
  public static Optional<Background> of(float[] query, LibrarySample sample) {
    return ofCosines(sample.cosines(query));
  }

  /**
   * As {@link #of}, from the cosines themselves.
   *
   * @param cosines finite, in any order; not kept
   */
  public static Optional<Background> ofCosines(double[] cosines) {
    double[] ascending =
        Arrays.stream(cosines).filter(cosine -> cosine < THE_SAME).sorted().toArray();
    if (ascending.length < LEAST_SAMPLE
        || ascending[ascending.length - 1] - ascending[0] < LEAST_SPREAD) {
      return Optional.empty();
    }
    return Optional.of(new Background(ascending, FittedNull.of(ascending)));
  }

  /**
   * How many of {@code pictures} unrelated pictures would be at least this similar by chance, as
   * the E-value of BLAST (Karlin and Altschul, PNAS 87, 1990): 0 to {@code pictures}, never more
   * for a higher similarity.
   *
   * @param pictures how many the search could have found, 0 or more
   */
  public double expectedByChance(double similarity, long pictures) {
    return pictures * Math.exp(fitted.shape().logTail(similarity));
  }

  /**
   * Whether the sample looks as the fit says. Where it does not, the numbers are more careful than
   * elsewhere and still less to be trusted.
   */
  public boolean fitsWell() {
    return fitted.fitsWell();
  }

  /** The sample's cosines; not to be written to. */
  double[] ascending() {
    return ascending;
  }

  /**
   * Where the confident ones end among results.
   *
   * @param similarities of consecutive results, most similar first
   * @param before how many results came before the first of them, on pages before; 0 or more
   * @param pictures how many the search could have found
   */
  public ConfidentCut confidentCut(double[] similarities, long before, long pictures) {
    return ConfidentCut.of(this, similarities, before, pictures);
  }
}
