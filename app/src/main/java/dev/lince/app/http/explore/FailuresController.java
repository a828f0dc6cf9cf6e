package dev.lince.app.http.explore;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists files of the library that could not be read as pictures. */
@RestController
class FailuresController {
  private final Explored explored;

  FailuresController(Explored explored) {
    this.explored = explored;
  }

  @GetMapping({"/api/v1/failures", "/api/v1/failures/"})
  ResponseEntity<Map<String, @Nullable Object>> failures(HttpServletRequest request) {
    FailurePage page = FailurePage.of(request.getQueryString());
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(page.in(explored.failures()));
  }
}
