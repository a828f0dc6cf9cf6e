package dev.lince.app.http;

import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The name of one request: what a proxy or a client called it, if that is harmless, else one of our
 * own. It is in the answer's header, in every line of the log, and in problem documents.
 */
final class RequestId {
  static final String HEADER = "X-Request-Id";

  /** Under which the log finds it. */
  static final String LOG_KEY = "requestId";

  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestId() {}

  /** The id for a request that says it is called {@code given}. */
  static String of(@Nullable String given) {
    return given != null && HARMLESS.matcher(given).matches()
        ? given
        : UUID.randomUUID().toString();
  }

  /** That of the request that this thread answers. */
  static String current() {
    return Objects.requireNonNullElse(MDC.get(LOG_KEY), "unknown");
  }
}
