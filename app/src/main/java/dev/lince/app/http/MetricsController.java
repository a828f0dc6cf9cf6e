package dev.lince.app.http;

import dev.lince.app.observe.Metrics;
import dev.lince.app.observe.Observers;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What Prometheus scrapes. */
@RestController
class MetricsController {
  private final Observers observers;

  MetricsController(Observers observers) {
    this.observers = observers;
  }

  @GetMapping({"/metrics", "/metrics/"})
  ResponseEntity<byte[]> metrics() {
    Metrics metrics = observers.metrics();
    if (metrics == null) {
      throw new Refused(404, "Metrics are switched off by LINCE_METRICS.");
    }
    return ResponseEntity.ok()
        .header("Content-Type", Metrics.MEDIA_TYPE)
        .cacheControl(CacheControl.noStore())
        .body(metrics.scrape());
  }
}
