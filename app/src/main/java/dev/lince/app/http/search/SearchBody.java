package dev.lince.app.http.search;

import dev.lince.app.http.Refused;
import dev.lince.app.http.api.FilterJson;
import dev.lince.app.http.api.JsonFields;
import dev.lince.search.QueryPart;
import dev.lince.search.QueryPart.Source;
import dev.lince.search.Region;
import dev.lince.search.SearchOrder;
import dev.lince.search.SearchRequest;
import dev.lince.store.Filter;
import dev.lince.store.NearestQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A search as JSON says it.
 *
 * @param cursor where one came with it
 */
record SearchBody(SearchRequest request, @Nullable Cursor cursor) {
  static final int DEFAULT_K = 10;
  private static final int MAX_WORDS = 1_000;
  private static final int MAX_TOKEN = 20_000;

  /** Gives the bytes of the pictures that came with the JSON. */
  interface Pictures {
    /** The picture of the part of that name; empty where none came. */
    Optional<byte[]> find(String name);
  }

  static SearchBody of(JsonFields body, Pictures pictures) {
    return of(body, parts(body, pictures), OptionalInt.empty());
  }

  /**
   * The rest of a search whose query is known.
   *
   * @param except as {@link SearchRequest#except}
   */
  static SearchBody of(JsonFields body, List<QueryPart> parts, OptionalInt except) {
    Filter filter = body.object("filter").map(FilterJson::of).orElse(Filter.ALL);
    int k = body.integer("k", 1, NearestQuery.MAX_K).orElse(DEFAULT_K);
    double least = body.number("min_similarity", -1, 1).orElse(Double.NEGATIVE_INFINITY);
    SearchOrder first = first(body);
    Optional<Cursor> cursor = body.text("cursor", MAX_TOKEN).map(Cursor::of);
    body.end();
    SearchOrder order = cursor.map(Cursor::order).orElse(first);
    if (order.getClass() != first.getClass()) {
      throw foreignCursor();
    }
    return new SearchBody(
        new SearchRequest(parts, filter, k, least, order, except), cursor.orElse(null));
  }

  /** Whether something is to be embedded for it. */
  boolean computes() {
    return request.parts().stream()
        .map(QueryPart::source)
        .anyMatch(source -> source instanceof Source.Image || source instanceof Source.Words);
  }

  static Refused foreignCursor() {
    return new Refused(
        422,
        "The cursor belongs to another search; the next page is asked for with the same filter, min_similarity and sort, and with the query token of the answer before in place of its pictures.");
  }

  private static SearchOrder first(JsonFields body) {
    String sort = body.text("sort", MAX_WORDS).orElse("similarity");
    return switch (sort) {
      case "similarity" -> new SearchOrder.BySimilarity(null);
      case "date" -> new SearchOrder.ByDate(null);
      default -> throw body.wrong("sort", "similarity or date is allowed");
    };
  }

  private static List<QueryPart> parts(JsonFields body, Pictures pictures) {
    if (body.isText("query")) {
      String token = body.text("query", MAX_TOKEN).orElseThrow();
      return List.of(new QueryPart(new Source.Composed(token), 1));
    }
    List<QueryPart> parts = new ArrayList<>();
    for (JsonFields part : body.objects("query", SearchRequest.MAX_PARTS)) {
      parts.add(part(part, pictures));
    }
    if (parts.isEmpty()) {
      throw new Refused(
          422,
          "query is missing; a list of parts, each with a text, an id, an image or a query token, is needed.");
    }
    return parts;
  }

  private static QueryPart part(JsonFields part, Pictures pictures) {
    double weight = part.number("weight", -QueryPart.MAX_WEIGHT, QueryPart.MAX_WEIGHT).orElse(1);
    Optional<Region> region = part.object("region").map(SearchBody::region);
    List<Source> sources = new ArrayList<>();
    part.text("text", MAX_WORDS).ifPresent(words -> sources.add(new Source.Words(words)));
    part.integer("id", 1, Integer.MAX_VALUE).ifPresent(id -> sources.add(new Source.Stored(id)));
    part.text("query", MAX_TOKEN).ifPresent(token -> sources.add(new Source.Composed(token)));
    part.text("image", MAX_WORDS)
        .ifPresent(
            name ->
                sources.add(
                    new Source.Image(
                        pictures.find(name).orElseThrow(() -> missing(part, name)),
                        region.orElse(Region.WHOLE))));
    part.end();
    if (sources.size() != 1) {
      throw new Refused(
          422,
          "%s has %d of text, id, image and query; each part needs one of them."
              .formatted(part.path(), sources.size()));
    }
    if (region.isPresent() && !(sources.getFirst() instanceof Source.Image)) {
      throw new Refused(422, "%s has a region; only an image may have one.".formatted(part.path()));
    }
    return new QueryPart(sources.getFirst(), weight);
  }

  private static Refused missing(JsonFields part, String name) {
    return part.wrong(
        "image",
        "the name of a file in the same multipart form is allowed, and %s is none".formatted(name));
  }

  private static Region region(JsonFields corners) {
    double x = corners.number("x", 0, 1).orElse(0);
    double y = corners.number("y", 0, 1).orElse(0);
    double width = corners.number("width", 0, 1).orElse(1 - x);
    double height = corners.number("height", 0, 1).orElse(1 - y);
    corners.end();
    try {
      return new Region(x, y, width, height);
    } catch (IllegalArgumentException outside) {
      throw new Refused(422, String.valueOf(outside.getMessage()));
    }
  }
}
