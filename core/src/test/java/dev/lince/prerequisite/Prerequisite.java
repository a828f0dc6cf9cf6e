package dev.lince.prerequisite;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.opentest4j.TestAbortedException;

/**
 * What a test cannot do without. Where it is missing the test is skipped with one line, which says
 * what to do; with {@code LINCE_REQUIRE=all} in the environment it fails instead. Safe for use by
 * several threads.
 */
public final class Prerequisite {
  private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

  private Prerequisite() {}

  /**
   * Ends the test where something is not there.
   *
   * @param what one sentence: what is missing, and what to do
   * @throws TestAbortedException which skips the test
   * @throws AssertionError if nothing may be skipped
   */
  public static void require(boolean isThere, String what) {
    if (!isThere) {
      throw missing(what);
    }
  }

  /**
   * Ends the test: {@code throw Prerequisite.missing("No database: …")}. As {@link #require}.
   *
   * @return never
   */
  public static RuntimeException missing(String what) {
    if ("all".equals(System.getenv("LINCE_REQUIRE"))) {
      throw new AssertionError(what);
    }
    // Surefire counts the skipped, but shows no reason.
    if (SAID.add(what)) {
      System.err.println("Skipped: " + what);
    }
    throw new TestAbortedException(what);
  }
}
