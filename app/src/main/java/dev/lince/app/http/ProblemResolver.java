package dev.lince.app.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Answers with a problem document whatever a controller, or Spring on the way to one, throws. */
final class ProblemResolver implements HandlerExceptionResolver {
  @Override
  public ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception thrown) {
    if (isHungUp(thrown)) {
      return new ModelAndView();
    }
    Problem problem = Problems.of(thrown);
    if (!response.isCommitted()) {
      try {
        problem.send(request, response);
      } catch (IOException gone) {
        // Whom the answer was for has hung up.
      }
    }
    return new ModelAndView();
  }

  /** Nobody is left to answer, and nothing went wrong here. */
  private static boolean isHungUp(Throwable thrown) {
    return thrown instanceof ClientAbortException
        || (thrown.getCause() != null && isHungUp(thrown.getCause()));
  }
}
