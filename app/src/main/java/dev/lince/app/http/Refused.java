package dev.lince.app.http;

/** A request that ends here, with the answer it gets. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  /** With this answer. */
  public Refused(Problem problem) {
    super(String.valueOf(problem.detail()));
    this.problem = problem;
  }

  /** With this sentence and the kind that the status has. */
  public Refused(int status, String sentence) {
    this(Problem.of(status, sentence));
  }

  Problem problem() {
    return problem;
  }
}
