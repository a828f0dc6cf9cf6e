package dev.lince.app.http;

import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/**
 * Takes every address that nobody else takes, so that strangers' guesses leave no trace in the log.
 */
final class Nowhere extends SimpleUrlHandlerMapping {
  Nowhere() {
    HttpRequestHandler refuse =
        (_, _) -> {
          throw new Refused(Problems.ofStatus(404));
        };
    setUrlMap(Map.of("/**", refuse));
    setOrder(Ordered.LOWEST_PRECEDENCE - 1);
  }
}
