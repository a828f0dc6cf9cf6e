package dev.lince.app.http;

import dev.lince.store.Hit;
import java.math.BigDecimal;
import java.util.List;

/** One hit as clients see it: where to fetch the picture, and how similar it is. */
record Result(int id, BigDecimal similarity, String path) {
  static Result of(Hit hit) {
    return new Result(
        hit.image().id(),
        Json.similarity(hit.similarity()),
        "/static/" + Percent.encodePath(hit.image().path()));
  }

  static List<Result> of(List<Hit> hits) {
    return hits.stream().map(Result::of).toList();
  }
}
