package dev.lince.store.pgvector.url;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of a URL, decoded, in the order written; of a repeated one all values. */
final class UrlQuery {
  private final Map<String, List<String>> values = new LinkedHashMap<>();

  private UrlQuery() {}

  static UrlQuery parse(@Nullable String text, UrlDialect dialect) {
    UrlQuery query = new UrlQuery();
    if (text != null) {
      for (String pair : text.split("&", -1)) {
        if (!pair.isEmpty()) {
          query.add(pair, dialect.plusIsSpace());
        }
      }
    }
    return query;
  }

  private void add(String pair, boolean plusIsSpace) {
    int equals = pair.indexOf('=');
    if (equals <= 0) {
      throw new DatabaseUrlRefused(
          "a parameter behind the ? is not of the form name=value; write %26 for & in a value, and"
              + " %3F for ? in a password.");
    }
    String name = PercentEscapes.decode(pair.substring(0, equals), "the name of a parameter");
    String value =
        PercentEscapes.decodeForm(
            pair.substring(equals + 1), plusIsSpace, "the value of a parameter");
    values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
  }

  /**
   * The last value, which is the one that counts; none where it is empty. Takes it off the list.
   */
  Optional<String> take(String name) {
    List<String> found = takeAll(name);
    return found.isEmpty() || found.getLast().isEmpty()
        ? Optional.empty()
        : Optional.of(found.getLast());
  }

  List<String> takeAll(String name) {
    List<String> found = values.remove(name);
    return found == null ? List.of() : found;
  }

  /** The names that nobody took yet. */
  List<String> left() {
    return List.copyOf(values.keySet());
  }
}
