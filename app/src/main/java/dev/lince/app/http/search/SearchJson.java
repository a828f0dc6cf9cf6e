package dev.lince.app.http.search;

import dev.lince.app.http.Json;
import dev.lince.app.http.api.ImageJson;
import dev.lince.search.Grade;
import dev.lince.search.ScoredHit;
import dev.lince.search.SearchAnswer;
import dev.lince.search.SearchRequest;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an answer looks. */
final class SearchJson {
  /** More would pretend to know more. */
  private static final MathContext DIGITS = new MathContext(3);

  private static final double LEAST_SHOWN = 1e-12;

  private SearchJson() {}

  static Map<String, @Nullable Object> of(SearchRequest request, SearchAnswer answer) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("results", answer.hits().stream().map(SearchJson::hit).toList());
    members.put("confident", confident(answer));
    members.put("query", answer.query());
    members.put("cursor", cursor(request, answer));
    members.put("depth_reached", answer.depthReached());
    members.put("truncated", !answer.cutTexts().isEmpty());
    members.put("truncated_texts", answer.cutTexts());
    return members;
  }

  private static @Nullable String cursor(SearchRequest request, SearchAnswer answer) {
    return answer.next() == null
        ? null
        : new Cursor(Cursor.hash(request, answer), answer.next()).text();
  }

  /** Null where the library is too small to say. */
  private static @Nullable Map<String, @Nullable Object> confident(SearchAnswer answer) {
    Double from = answer.confidentFrom();
    if (from == null) {
      return null;
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("results", answer.hits().stream().filter(SearchJson::isConfident).count());
    members.put("least_similarity", from.isInfinite() ? null : Json.similarity(from));
    return members;
  }

  private static boolean isConfident(ScoredHit hit) {
    ScoredHit.Score score = hit.score();
    return score != null && score.grade() != Grade.WEAK;
  }

  private static Map<String, @Nullable Object> hit(ScoredHit one) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    Map<String, @Nullable Object> image = ImageJson.of(one.hit().image());
    members.put("id", image.get("id"));
    members.put("similarity", Json.similarity(one.hit().similarity()));
    ScoredHit.Score score = one.score();
    members.put("expected_by_chance", score == null ? null : expected(score.expectedByChance()));
    members.put("grade", score == null ? null : score.grade().name().toLowerCase(Locale.ROOT));
    members.putAll(image);
    return members;
  }

  private static BigDecimal expected(double pictures) {
    return pictures < LEAST_SHOWN
        ? BigDecimal.ZERO
        : new BigDecimal(pictures).round(DIGITS).stripTrailingZeros();
  }
}
