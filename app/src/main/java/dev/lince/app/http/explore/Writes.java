package dev.lince.app.http.explore;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;

/** Counts the requests that may have changed the library. Safe for use by several threads. */
final class Writes implements HandlerInterceptor {
  /** The addresses that such requests have. */
  static final String[] PATHS = {"/api/v1/images/**", "/api/v1/trash/**"};

  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  private final AtomicLong count = new AtomicLong();

  /** How many there were. */
  long count() {
    return count.get();
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    if (!READS.contains(request.getMethod())) {
      count.incrementAndGet();
    }
  }
}
