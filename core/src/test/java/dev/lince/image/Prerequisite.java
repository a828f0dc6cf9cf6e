package dev.lince.image;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.opentest4j.TestAbortedException;

/**
 * What a test cannot do without. Where it is missing the test is skipped with one line, which says
 * what to do; with {@code LINCE_REQUIRE=all} in the environment it fails instead.
 */
final class Prerequisite {
  private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

  private Prerequisite() {}

  static void libheif() {
    if (Libheif.find(Libheif.NAMES).isEmpty()) {
      throw missing("no libheif: install it, on Debian with apt install libheif1.");
    }
  }

  static RuntimeException missing(String what) {
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
