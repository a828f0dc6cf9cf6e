package dev.lince.store.pgvector.url;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a database URL: scheme → user, hosts, database and parameters as written → decoded, with
 * parameters such as {@code host=} before the part of the same meaning, as libpq has it.
 */
final class DatabaseUrlParser {
  private final UrlParts parts;
  private final UrlDialect dialect;
  private final UrlQuery query;
  private final Map<String, String> environment;

  private DatabaseUrlParser(UrlParts parts, UrlDialect dialect, Map<String, String> environment) {
    this.parts = parts;
    this.dialect = dialect;
    this.query = UrlQuery.parse(parts.query(), dialect);
    this.environment = environment;
  }

  static DatabaseUrl parse(String text, Map<String, String> environment) {
    UrlDialect.Recognized recognized = UrlDialect.recognize(text.strip());
    UrlParts parts = UrlParts.split(afterSlashes(recognized));
    return new DatabaseUrlParser(parts, recognized.dialect(), environment).read();
  }

  private static String afterSlashes(UrlDialect.Recognized recognized) {
    String rest = recognized.rest();
    if (rest.startsWith("//")) {
      return rest.substring(2);
    }
    // pgjdbc's short form, jdbc:postgresql:database, is on localhost.
    return rest.startsWith("/") ? rest : "/" + rest;
  }

  private DatabaseUrl read() {
    Optional<String> user =
        query.take("user").or(() -> decoded(parts.user(), "the user")).or(() -> fallback("PGUSER"));
    Optional<String> password =
        query
            .take("password")
            .or(() -> decoded(parts.password(), "the password"))
            .or(() -> fallback("PGPASSWORD"));
    String database = database(user);
    List<DatabaseServer> servers = servers();
    Map<String, String> properties = new LinkedHashMap<>(UrlParameters.properties(query, dialect));
    user.ifPresent(value -> properties.put("user", value));
    password.ifPresent(value -> properties.put("password", value));
    return new DatabaseUrl(servers, database, properties);
  }

  private String database(Optional<String> user) {
    Optional<String> asyncpgs = query.take("database");
    return query
        .take("dbname")
        .or(() -> asyncpgs)
        .or(() -> databaseInPath())
        .or(() -> user)
        .orElseGet(() -> System.getProperty("user.name"));
  }

  private Optional<String> databaseInPath() {
    String path = parts.database();
    return path == null || path.isEmpty()
        ? Optional.empty()
        : Optional.of(PercentEscapes.decodeForm(path, dialect == UrlDialect.JDBC, "the database"));
  }

  /** SQLAlchemy repeats {@code host=name:port}; libpq has one list each of hosts and ports. */
  private List<DatabaseServer> servers() {
    String address = String.join(",", query.takeAll("hostaddr"));
    String named = String.join(",", query.takeAll("host"));
    List<String> ports =
        query.take("port").map(value -> List.of(value.split(",", -1))).orElse(List.of());
    String written = PercentEscapes.decode(parts.hosts(), "the host");
    if (!address.isEmpty() && !(named + written).isEmpty()) {
      throw new DatabaseUrlRefused(
          "the parameter hostaddr stands beside a host; give one of them.");
    }
    if (named.isEmpty() && address.isEmpty()) {
      return DatabaseServer.list(written, ports);
    }
    return DatabaseServer.list(
        named.isEmpty() ? address : named, ports.isEmpty() ? portsOf(written) : ports);
  }

  /** With {@code host=} the URL's own port still counts: {@code //:5433/db?host=other}. */
  private static List<String> portsOf(String hosts) {
    return !hosts.matches(".*:[0-9]+(,.*)?")
        ? List.of()
        : DatabaseServer.list(hosts, List.of()).stream()
            .map(server -> Integer.toString(server.port()))
            .toList();
  }

  private Optional<String> fallback(String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isEmpty());
  }

  private static Optional<String> decoded(@Nullable String part, String what) {
    return part == null || part.isEmpty()
        ? Optional.empty()
        : Optional.of(PercentEscapes.decode(part, what));
  }
}
