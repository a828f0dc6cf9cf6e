package dev.lince.store.pgvector;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of a URL, decoded, in the order written; of a repeated one all values. */
final class UrlQuery {
  private static final Set<String> SECRETS = Set.of("password", "sslpassword");
  private static final Pattern HARMLESS = Pattern.compile("(?!(ssl)?password)[A-Za-z_]{2,40}");

  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final Set<String> unspeakable = new HashSet<>();

  private UrlQuery() {}

  static UrlQuery parse(@Nullable String text, UrlDialect dialect) {
    UrlQuery query = new UrlQuery();
    if (text == null) {
      return query;
    }
    String before = "";
    for (String pair : text.split("&", -1)) {
      if (!pair.isEmpty()) {
        before = query.add(pair, dialect.plusIsSpace(), before, text.indexOf('@') >= 0);
      }
    }
    return query;
  }

  private String add(String pair, boolean plusIsSpace, String before, boolean doubtful) {
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
    if (doubtful || SECRETS.contains(before) || !HARMLESS.matcher(name).matches()) {
      unspeakable.add(name);
    }
    return name;
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

  /**
   * How a refusal may call a parameter that nobody knows: by its name, unless that looks like a
   * piece of a password that was not escaped.
   */
  String nameUnknown(String name) {
    return unspeakable.contains(name)
        ? "a parameter (if the password holds & or ?, write %26 or %3F)"
        : "the parameter " + name;
  }
}
