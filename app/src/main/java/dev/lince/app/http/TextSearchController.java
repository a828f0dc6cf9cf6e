package dev.lince.app.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lince.search.TextHits;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TextSearchController {
  private static final int MAX_LENGTH = 1000;

  private final Backend backend;

  TextSearchController(Backend backend) {
    this.backend = backend;
  }

  @GetMapping({"/api/v1/search", "/api/v1/search/"})
  ResponseEntity<Answer> search(HttpServletRequest request) {
    Exchange exchange = Exchange.of(request);
    exchange.searches("text");
    var query = new Query(request.getQueryString());
    String text = query.words("text", MAX_LENGTH);
    Cut cut = Cut.of(query, 0);
    if (!query.violations().isEmpty()) {
      throw new Refused(422, sentence(query.violations()));
    }
    Ready.require(backend);
    Ready.requireRoom(backend);
    TextHits found = backend.byText(text, cut.k(), cut.minSimilarity(), exchange);
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .header(Exchange.SERVER_TIMING, exchange.found(found.hits().size()))
        .body(
            new Answer(
                Result.of(found.hits()),
                new Asked(text, cut.k(), cut.threshold()),
                found.truncated()));
  }

  private static String sentence(List<Violation> violations) {
    return violations.stream()
        .map(violation -> "%s: %s.".formatted(violation.loc().getLast(), violation.msg()))
        .collect(Collectors.joining(" "));
  }

  record Answer(List<Result> results, Asked query, boolean truncated) {}

  /** The query as it was understood; kinds of query to come have members of their own. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Asked(String text, int k, double threshold) {}
}
