package dev.lince.embed.clip;

import org.junit.jupiter.api.Assumptions;

/**
 * What a test needs of the machine. Where it is missing the test is skipped with one line that says
 * what to do; with {@code LINCE_REQUIRE=all} in the environment it fails instead.
 */
final class Prerequisite {
  private Prerequisite() {}

  static void require(boolean there, String missing) {
    if (!there && "all".equals(System.getenv("LINCE_REQUIRE"))) {
      throw new AssertionError(missing);
    }
    if (!there) {
      // Surefire counts the skipped, but shows no reason.
      System.err.println("Skipped: " + missing);
    }
    Assumptions.assumeTrue(there, missing);
  }
}
