package dev.lince.app.http;

import jakarta.servlet.http.HttpServletRequest;
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
 * @param kind a short name of what went wrong, for metrics and the log
 * @param detail a sentence, or on the contract's 422 the list that FastAPI's clients read
 * @param headers that belong to the status, such as {@code Retry-After} and {@code Allow}
 */
public record Problem(int status, String kind, Object detail, Map<String, String> headers) {
  static final String MEDIA_TYPE = "application/problem+json";

  /** With the sentence as its detail, and the kind that the status has. */
  public static Problem of(int status, String sentence) {
    return new Problem(status, kindOf(status), sentence, Map.of());
  }

  static Problem of(HttpStatus status, String sentence) {
    return of(status.value(), sentence);
  }

  static Problem unprocessable(List<Violation> violations) {
    return new Problem(422, kindOf(422), violations, Map.of());
  }

  private static String kindOf(int status) {
    return switch (status) {
      case 403 -> "foreign_origin";
      case 404 -> "not_found";
      case 405 -> "method_not_allowed";
      case 408 -> "too_slow";
      case 413 -> "too_large";
      case 416 -> "range";
      case 421 -> "foreign_host";
      case 422 -> "invalid_parameter";
      case 503 -> "not_ready";
      default -> status < 500 ? "bad_request" : "internal";
    };
  }

  /** The same, of another kind. */
  public Problem as(String other) {
    return new Problem(status, other, detail, headers);
  }

  /** The same, with a header that the answer is to have. */
  public Problem with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Problem(status, kind, detail, more);
  }

  String title() {
    HttpStatus known = HttpStatus.resolve(status);
    return known == null ? "Error" : known.getReasonPhrase();
  }

  private byte[] json(@Nullable String requestId) {
    var members = new LinkedHashMap<String, Object>();
    members.put("type", "about:blank");
    members.put("title", title());
    members.put("status", status);
    members.put("detail", detail);
    if (requestId != null) {
      members.put("request_id", requestId);
    }
    return Json.MAPPER.writeValueAsBytes(members);
  }

  /**
   * Writes this as the whole answer, in place of what was not sent yet. The id of the request is
   * that of its header, which every answer has.
   */
  public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Exchange.find(request).ifPresent(exchange -> exchange.failed(this));
    byte[] json = json(response.getHeader(RequestId.HEADER));
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
