package dev.lince.app.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sends an answer to its last byte while Tomcat still counts the request as under way. A server
 * that ends waits for those only, and would cut off an answer whose end is sent afterwards.
 */
final class FinishedAnswers extends OncePerRequestFilter {
  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(request, response);
    // What is refused without an answer yet gets one from ProblemValve.
    boolean isAnswered = response.isCommitted() || response.getStatus() < 400;
    if (isAnswered && !request.isAsyncStarted()) {
      response.getOutputStream().close();
    }
  }
}
