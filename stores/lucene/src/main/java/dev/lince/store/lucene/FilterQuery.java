package dev.lince.store.lucene;

import dev.lince.store.Filter;
import java.time.Instant;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** A filter as Lucene's query, which matches images only and those that the filter matches. */
final class FilterQuery {
  private static final Query IMAGES = new TermQuery(new Term(Fields.KIND, Fields.IMAGE));

  static {
    // How large a filter may be is for those to say who take it from outside.
    IndexSearcher.setMaxClauseCount(Integer.MAX_VALUE);
  }

  private FilterQuery() {}

  /** All images. */
  static Query ofImages() {
    return IMAGES;
  }

  static Query of(Filter filter) {
    return matchesAll(filter)
        ? IMAGES
        : new BooleanQuery.Builder()
            .add(IMAGES, Occur.FILTER)
            .add(translate(filter), Occur.FILTER)
            .build();
  }

  /** Whether the filter plainly lets every image through. */
  static boolean matchesAll(Filter filter) {
    return filter instanceof Filter.And(var all) && all.stream().allMatch(FilterQuery::matchesAll);
  }

  private static Query translate(Filter filter) {
    return switch (filter) {
      case Filter.InFolder(String folder) -> new TermQuery(Fields.exact(Fields.FOLDER, folder));
      case Filter.HasTag(String tag) -> new TermQuery(Fields.exact(Fields.TAG, tag));
      case Filter.HasMetadata(String key, String value) ->
          new TermQuery(Fields.metadata(key, value));
      case Filter.OfType(var type) -> new TermQuery(new Term(Fields.TYPE, type.name()));
      case Filter.Width(int min, int max) -> IntPoint.newRangeQuery(Fields.WIDTH, min, max);
      case Filter.Height(int min, int max) -> IntPoint.newRangeQuery(Fields.HEIGHT, min, max);
      case Filter.Taken(Instant from, Instant until) -> between(Fields.TAKEN, from, until);
      case Filter.Added(Instant from, Instant until) -> between(Fields.ADDED, from, until);
      case Filter.And and -> and(and);
      case Filter.Or or -> or(or);
      case Filter.Not(Filter inner) -> not(inner);
    };
  }

  private static Query and(Filter.And and) {
    if (and.all().isEmpty()) {
      return IMAGES;
    }
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    and.all().forEach(filter -> query.add(translate(filter), Occur.FILTER));
    return query.build();
  }

  private static Query or(Filter.Or or) {
    if (or.any().isEmpty()) {
      return new MatchNoDocsQuery("any of no filters");
    }
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    or.any().forEach(filter -> query.add(translate(filter), Occur.SHOULD));
    return query.build();
  }

  private static Query not(Filter filter) {
    return new BooleanQuery.Builder()
        .add(IMAGES, Occur.FILTER)
        .add(translate(filter), Occur.MUST_NOT)
        .build();
  }

  private static Query between(String field, Instant from, Instant until) {
    long first = firstMilliNotBefore(from);
    long end = firstMilliNotBefore(until);
    return first >= end
        ? new MatchNoDocsQuery("empty span of time")
        : LongPoint.newRangeQuery(field, first, end - 1);
  }

  /** Dates in the index are whole milliseconds, those of a filter may lie between two. */
  private static long firstMilliNotBefore(Instant instant) {
    try {
      long milli = instant.toEpochMilli();
      return Instant.ofEpochMilli(milli).isBefore(instant) ? Math.addExact(milli, 1) : milli;
    } catch (ArithmeticException tooFarOff) {
      return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }
}
