package dev.lince.app.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * An error as clients see it: a problem document of RFC 9457.
 *
 * @param detail a sentence, or on the contract's 422 the list that FastAPI's clients read
 * @param instance names this one occurrence, where the log has more about it
 * @param headers that belong to the status, such as {@code Retry-After} and {@code Allow}
 */
record Problem(int status, Object detail, @Nullable String instance, Map<String, String> headers) {
  static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(int status, String sentence) {
    return new Problem(status, sentence, null, Map.of());
  }

  static Problem of(HttpStatus status, String sentence) {
    return of(status.value(), sentence);
  }

  static Problem unprocessable(List<Violation> violations) {
    return new Problem(422, violations, null, Map.of());
  }

  Problem with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Problem(status, detail, instance, more);
  }

  String title() {
    HttpStatus known = HttpStatus.resolve(status);
    return known == null ? "Error" : known.getReasonPhrase();
  }

  byte[] json() {
    var members = new LinkedHashMap<String, Object>();
    members.put("type", "about:blank");
    members.put("title", title());
    members.put("status", status);
    members.put("detail", detail);
    if (instance != null) {
      members.put("instance", instance);
    }
    return Json.MAPPER.writeValueAsBytes(members);
  }

  /** Writes this as the whole answer, in place of what was not sent yet. */
  void send(HttpServletResponse response) throws IOException {
    byte[] json = json();
    response.resetBuffer();
    response.setStatus(status);
    headers.forEach(response::setHeader);
    response.setHeader("Cache-Control", "no-store");
    response.setContentType(MEDIA_TYPE);
    response.setContentLength(json.length);
    response.getOutputStream().write(json);
    response.flushBuffer();
  }
}
