package dev.lince.app.http;

import dev.lince.app.observe.Observed;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log's one line for a request: searches at INFO, everything else at DEBUG. It has no query,
 * since words that people search for are theirs.
 */
final class RequestLog {
  private static final Logger SEARCHES = LoggerFactory.getLogger("dev.lince.Search");
  private static final Logger REQUESTS = LoggerFactory.getLogger("dev.lince.Request");

  private RequestLog() {}

  /**
   * Writes the line.
   *
   * @param failure the sentence of what went wrong
   */
  static void write(Observed observed, Optional<String> failure) {
    if (observed.search() != null) {
      SEARCHES.info(
          "{}{}", outcome(observed), failure.map(so -> ": " + so).orElse(times(observed)));
    } else if (REQUESTS.isDebugEnabled()) {
      REQUESTS.debug("{}{}", outcome(observed), failure.map(so -> ": " + so).orElse(""));
    }
  }

  private static String outcome(Observed observed) {
    return String.format(
        Locale.ROOT,
        "%s %s %d in %.1f ms",
        observed.method(),
        observed.path(),
        observed.status(),
        observed.whole().millis());
  }

  private static String times(Observed observed) {
    return observed.stages().stream()
        .map(stage -> String.format(Locale.ROOT, "%s %.1f", stage.stage(), stage.millis()))
        .collect(Collectors.joining(", ", " (", "), " + observed.results() + " results"));
  }
}
