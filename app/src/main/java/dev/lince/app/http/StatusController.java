package dev.lince.app.http;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class StatusController {
  private final Backend backend;

  StatusController(Backend backend) {
    this.backend = backend;
  }

  @GetMapping({"/api/v1/status", "/api/v1/status/"})
  ResponseEntity<Status> status(HttpServletRequest request) {
    Status status = backend.status();
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(Access.of(request).mayWrite() ? status : status.forStrangers());
  }
}
