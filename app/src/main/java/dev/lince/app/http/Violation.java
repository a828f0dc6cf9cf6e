package dev.lince.app.http;

import java.util.List;

/** One entry of FastAPI's list of what is wrong with a request's fields. */
record Violation(List<String> loc, String msg, String type) {
  static Violation missing(String place, String field) {
    return new Violation(List.of(place, field), "Field required", "missing");
  }
}
