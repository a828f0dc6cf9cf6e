package dev.lince.store.pgvector.url;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postgresql.PGProperty;

/**
 * Parameters of libpq, SQLAlchemy's drivers and pgjdbc, as the properties of pgjdbc.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-connect.html">libpq's parameters</a>
 */
final class UrlParameters {
  /** Same meaning and same values under another name, or under the same. */
  private static final Map<String, PGProperty> RENAMED =
      Map.of(
          "channel_binding", PGProperty.CHANNEL_BINDING,
          "gssencmode", PGProperty.GSS_ENC_MODE,
          "krbsrvname", PGProperty.KERBEROS_SERVER_NAME,
          "require_auth", PGProperty.REQUIRE_AUTH,
          "sslnegotiation", PGProperty.SSL_NEGOTIATION,
          "options", PGProperty.OPTIONS);

  private static final Map<String, String> SERVER_TYPES =
      Map.of(
          "any", "any",
          "read-write", "primary",
          "primary", "primary",
          "read-only", "secondary",
          "standby", "secondary",
          "prefer-standby", "preferSecondary");

  /** Matters of a socket or of statements that leave no trace in what a client sees. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "keepalives_idle",
          "keepalives_interval",
          "keepalives_count",
          "tcp_user_timeout",
          "sslcompression",
          "sslsni");

  /** What would change what Lince may rely on, or what the URL says elsewhere. */
  private static final Set<PGProperty> NOT_TAKEN =
      Set.of(
          PGProperty.PG_HOST,
          PGProperty.PG_PORT,
          PGProperty.PG_DBNAME,
          PGProperty.SERVICE,
          PGProperty.REPLICATION,
          PGProperty.PROTOCOL_VERSION,
          PGProperty.ALLOW_ENCODING_CHANGES);

  private static final Map<String, String> UNSUPPORTED =
      Map.of(
          "service", "give host, port and database in the URL",
          "servicefile", "give host, port and database in the URL",
          "passfile", "name the file in the environment variable PGPASSFILE",
          "sslcrl", "certificate revocation lists are not read",
          "sslcrldir", "certificate revocation lists are not read");

  private final UrlQuery query;
  private final Map<String, String> properties = new LinkedHashMap<>();

  private UrlParameters(UrlQuery query) {
    this.query = query;
  }

  /** Takes all parameters that are left, and refuses the first that is unknown. */
  static Map<String, String> properties(UrlQuery query, UrlDialect dialect) {
    UrlParameters parameters = new UrlParameters(query);
    parameters.properties.putAll(TlsParameters.properties(query, dialect));
    RENAMED.forEach(parameters::rename);
    parameters.names();
    parameters.seconds("connect_timeout");
    parameters.seconds("timeout");
    parameters.flag("keepalives", PGProperty.TCP_KEEP_ALIVE);
    parameters.serverType();
    parameters.hostOrder();
    parameters.encoding();
    parameters.statementCache("prepared_statement_cache_size");
    parameters.statementCache("statement_cache_size");
    WITHOUT_EFFECT.forEach(query::takeAll);
    parameters.rest();
    return parameters.properties;
  }

  private void rename(String name, PGProperty property) {
    query.take(name).ifPresent(value -> put(name, property, value));
  }

  private void names() {
    String fallback = query.take("fallback_application_name").orElse("");
    String name = query.take("application_name").orElse(fallback);
    if (!name.isEmpty()) {
      properties.put(PGProperty.APPLICATION_NAME.getName(), name);
    }
  }

  private void seconds(String name) {
    query
        .take(name)
        .ifPresent(
            value -> {
              if (!value.strip().matches("[+-]?[0-9]{1,6}")) {
                throw new DatabaseUrlRefused(
                    "the parameter " + name + " is not a whole number of seconds.");
              }
              int seconds = Math.max(0, Integer.parseInt(value.strip()));
              properties.put(PGProperty.CONNECT_TIMEOUT.getName(), Integer.toString(seconds));
            });
  }

  private void flag(String name, PGProperty property) {
    query
        .take(name)
        .ifPresent(
            value ->
                properties.put(
                    property.getName(), oneOf(name, value, Map.of("0", "false", "1", "true"))));
  }

  private void serverType() {
    String name = "target_session_attrs";
    query
        .take(name)
        .ifPresent(
            value ->
                properties.put(
                    PGProperty.TARGET_SERVER_TYPE.getName(), oneOf(name, value, SERVER_TYPES)));
  }

  private void hostOrder() {
    String name = "load_balance_hosts";
    query
        .take(name)
        .ifPresent(
            value ->
                properties.put(
                    PGProperty.LOAD_BALANCE_HOSTS.getName(),
                    oneOf(name, value, Map.of("disable", "false", "random", "true"))));
  }

  private void encoding() {
    query
        .take("client_encoding")
        .filter(value -> !value.matches("(?i)utf-?8|unicode|auto"))
        .ifPresent(
            value -> {
              throw new DatabaseUrlRefused(
                  "the parameter client_encoding is not utf8; Lince speaks UTF-8 only.");
            });
  }

  /** asyncpg's URLs turn prepared statements off this way, for pools such as PgBouncer. */
  private void statementCache(String name) {
    query
        .take(name)
        .filter("0"::equals)
        .ifPresent(value -> properties.put(PGProperty.PREPARE_THRESHOLD.getName(), "0"));
  }

  private void rest() {
    for (String name : query.left()) {
      PGProperty property = PGProperty.forName(name);
      if (UNSUPPORTED.containsKey(name)) {
        throw new DatabaseUrlRefused(
            "the parameter %s is not supported: %s.".formatted(name, UNSUPPORTED.get(name)));
      }
      if (property == null || NOT_TAKEN.contains(property)) {
        throw unknown(name);
      }
      query.take(name).ifPresent(value -> put(name, property, value));
    }
  }

  private static DatabaseUrlRefused unknown(String name) {
    String called =
        ParameterNames.mayBeNamed(name)
            ? "the parameter " + name
            : "a parameter (if the password holds & or ?, write %26 or %3F)";
    return new DatabaseUrlRefused(
        called
            + " is not known; those of libpq that have a meaning in Java and those of pgjdbc are"
            + " allowed.");
  }

  private void put(String name, PGProperty property, String value) {
    String[] choices = property.getChoices();
    // requireAuth is the one that takes a list of its choices.
    if (choices != null
        && property != PGProperty.REQUIRE_AUTH
        && !List.of(choices).contains(value)) {
      throw new DatabaseUrlRefused(
          "the parameter " + name + " must be one of " + String.join(", ", choices) + ".");
    }
    properties.put(property.getName(), value);
  }

  private String oneOf(String name, String value, Map<String, String> meanings) {
    String meaning = meanings.get(value);
    if (meaning == null) {
      throw new DatabaseUrlRefused(
          "the parameter "
              + name
              + " must be one of "
              + String.join(", ", meanings.keySet().stream().sorted().toList())
              + ".");
    }
    return meaning;
  }
}
