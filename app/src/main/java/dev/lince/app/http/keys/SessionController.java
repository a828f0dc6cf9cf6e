package dev.lince.app.http.keys;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lince.app.http.Access;
import dev.lince.app.http.HttpSettings;
import dev.lince.app.http.Problem;
import dev.lince.app.http.Refused;
import dev.lince.app.keys.AccessKeys;
import dev.lince.app.keys.KnownKey;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Trades a key for a cookie, which pictures and event streams of a page carry by themselves. */
@RestController
class SessionController {
  private final AccessKeys keys;
  private final Sessions sessions;
  private final String cookiePath;

  SessionController(AccessKeys keys, Sessions sessions, HttpSettings settings) {
    this.keys = keys;
    this.sessions = sessions;
    cookiePath = settings.basePath().isEmpty() ? "/" : settings.basePath();
  }

  @PostMapping({"/api/v1/session", "/api/v1/session/"})
  ResponseEntity<Void> begin(HttpServletRequest request) {
    KnownKey key =
        Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
            .flatMap(KeyGuard::bearer)
            .flatMap(keys::find)
            .orElseThrow(SessionController::noKey);
    return answer(request, sessions.begin(key), Sessions.LIFE);
  }

  @GetMapping({"/api/v1/session", "/api/v1/session/"})
  ResponseEntity<Session> show(HttpServletRequest request) {
    Access access = Access.of(request);
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(new Session(access.mayRead(), access.mayWrite(), access.how().word()));
  }

  @DeleteMapping({"/api/v1/session", "/api/v1/session/"})
  ResponseEntity<Void> end(HttpServletRequest request) {
    return answer(request, "", Duration.ZERO);
  }

  private ResponseEntity<Void> answer(HttpServletRequest request, String value, Duration life) {
    String forwarded = request.getHeader("X-Forwarded-Proto");
    ResponseCookie cookie =
        ResponseCookie.from(Sessions.COOKIE, value)
            .httpOnly(true)
            .sameSite("Strict")
            .path(cookiePath)
            .maxAge(life)
            .secure(request.isSecure() || "https".equalsIgnoreCase(forwarded))
            .build();
    return ResponseEntity.noContent()
        .cacheControl(CacheControl.noStore())
        .header(HttpHeaders.SET_COOKIE, cookie.toString())
        .build();
  }

  private static Refused noKey() {
    return new Refused(
        Problem.of(401, "A session begins with a key in `Authorization: Bearer KEY`.")
            .with(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"lince\"")
            .as("no_key"));
  }

  record Session(
      @JsonProperty("may_read") boolean mayRead,
      @JsonProperty("may_write") boolean mayWrite,
      String how) {}
}
