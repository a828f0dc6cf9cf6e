package dev.lince.store.pgvector;

import dev.lince.store.Filter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A filter as SQL over {@code image_embeddings e} and {@code lince_images i}, whose columns are
 * null for an image that another program wrote. A condition that is null counts as false.
 *
 * @param condition with {@code ?} for each of the parameters
 * @param describes whether it speaks of {@code i}
 */
record FilterSql(String condition, List<Parameter> parameters, boolean describes) {
  /** Joins what is known of an image to its row. */
  static final String DESCRIPTION =
      " LEFT JOIN lince_images i ON i.id = e.id AND i.image_path = e.image_path";

  /** What dates of an image are that nobody has looked at. */
  private static final Instant UNKNOWN = Instant.EPOCH;

  /** Beyond these PostgreSQL has no dates but infinity. */
  private static final Instant FIRST = Instant.parse("-4700-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("+294000-01-01T00:00:00Z");

  /** One value of a statement. */
  interface Parameter {
    void set(PreparedStatement statement, int index) throws SQLException;
  }

  static FilterSql of(Filter filter) {
    return switch (filter) {
      case Filter.InFolder(String folder) -> inFolder(folder);
      case Filter.HasTag(String tag) -> hasAnyTag(List.of(tag));
      case Filter.HasMetadata(String key, String value) ->
          described("i.metadata @> jsonb_build_object(?::text, ?::text)", text(key), text(value));
      case Filter.OfType(var type) -> described("i.media_type = ?", text(type.name()));
      case Filter.Width(int min, int max) -> between("width", min, max);
      case Filter.Height(int min, int max) -> between("height", min, max);
      case Filter.Taken(Instant from, Instant until) -> during("i.taken", from, until);
      case Filter.Added(Instant from, Instant until) ->
          UNKNOWN.isBefore(from) || !UNKNOWN.isBefore(until)
              ? during("i.added", from, until)
              : during("coalesce(i.added, 'epoch')", from, until);
      case Filter.And(var all) -> joined(all, " AND ", "TRUE");
      case Filter.Or(var any) -> or(any);
      case Filter.Not(Filter inner) -> not(of(inner));
    };
  }

  private static FilterSql inFolder(String folder) {
    // Every text with this beginning lies between them, in the order of bytes.
    return new FilterSql(
        "(lince_path(e.image_path) COLLATE \"C\" >= ? AND lince_path(e.image_path) COLLATE \"C\" < ?)",
        List.of(text(folder + "/"), text(folder + "0")),
        false);
  }

  private static FilterSql hasAnyTag(List<String> tags) {
    return described("i.tags && ?", array(tags));
  }

  private static FilterSql between(String column, int min, int max) {
    boolean unknownToo = min <= 0 && max >= 0;
    return described(
        (unknownToo ? "coalesce(i.%s, 0)" : "i.%s").formatted(column) + " BETWEEN ? AND ?",
        number(min),
        number(max));
  }

  private static FilterSql during(String date, Instant from, Instant until) {
    return described("(%s >= ? AND %s < ?)".formatted(date, date), instant(from), instant(until));
  }

  private static FilterSql or(List<Filter> any) {
    if (any.size() > 1 && any.stream().allMatch(Filter.HasTag.class::isInstance)) {
      return hasAnyTag(any.stream().map(tag -> ((Filter.HasTag) tag).tag()).toList());
    }
    return joined(any, " OR ", "FALSE");
  }

  private static FilterSql joined(List<Filter> filters, String operator, String ofNone) {
    if (filters.isEmpty()) {
      return new FilterSql(ofNone, List.of(), false);
    }
    List<FilterSql> parts = filters.stream().map(FilterSql::of).toList();
    return new FilterSql(
        parts.stream().map(FilterSql::condition).collect(Collectors.joining(operator, "(", ")")),
        parts.stream().flatMap(part -> part.parameters().stream()).toList(),
        parts.stream().anyMatch(FilterSql::describes));
  }

  private static FilterSql not(FilterSql inner) {
    return new FilterSql(
        "((%s) IS NOT TRUE)".formatted(inner.condition()), inner.parameters(), inner.describes());
  }

  private static FilterSql described(String condition, Parameter... parameters) {
    return new FilterSql(condition, List.of(parameters), true);
  }

  private static Parameter text(String value) {
    return (statement, index) -> statement.setString(index, value);
  }

  private static Parameter number(int value) {
    return (statement, index) -> statement.setInt(index, value);
  }

  private static Parameter array(List<String> values) {
    return (statement, index) ->
        statement.setArray(
            index, statement.getConnection().createArrayOf("text", values.toArray()));
  }

  /** Dates in the database are whole milliseconds; one between two counts as the later. */
  private static Parameter instant(Instant value) {
    return (statement, index) -> {
      if (value.isBefore(FIRST)) {
        statement.setObject(index, OffsetDateTime.MIN);
      } else if (value.isAfter(LAST)) {
        statement.setObject(index, OffsetDateTime.MAX);
      } else {
        Instant milli = value.truncatedTo(ChronoUnit.MILLIS);
        Instant rounded = milli.isBefore(value) ? milli.plusMillis(1) : milli;
        statement.setObject(index, rounded.atOffset(ZoneOffset.UTC));
      }
    };
  }

  /** The tables that it speaks of. */
  String from() {
    return "image_embeddings e" + (describes ? DESCRIPTION : "");
  }

  /** Prepares a statement whose first parameters are these. */
  PreparedStatement prepare(Connection connection, String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.size(); i++) {
      parameters.get(i).set(statement, i + 1);
    }
    return statement;
  }
}
