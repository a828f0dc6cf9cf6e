package dev.lince.app.http;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class HealthController {
  private final Backend backend;

  HealthController(Backend backend) {
    this.backend = backend;
  }

  @GetMapping({"/health", "/health/"})
  ResponseEntity<Health> health() {
    return backend.storeReachable()
        ? ResponseEntity.ok(Health.HEALTHY)
        : ResponseEntity.status(503).body(Health.UNHEALTHY);
  }

  record Health(String status, String service, String database) {
    private static final String SERVICE = "image-search-backend";
    static final Health HEALTHY = new Health("healthy", SERVICE, "connected");
    static final Health UNHEALTHY = new Health("unhealthy", SERVICE, "disconnected");
  }
}
