package dev.lince.store.pgvector.url;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.postgresql.PGProperty;

/**
 * How the connection is encrypted: {@code sslmode} with its older spellings, and the files with
 * certificates and keys.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-ssl.html">libpq's modes</a>
 */
final class TlsParameters {
  private static final List<String> MODES =
      List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  /** In place of a file: the authorities that Java trusts. */
  private static final String SYSTEM_ROOTS = "system";

  private static final String JAVAS_ROOTS = "org.postgresql.ssl.DefaultJavaSSLFactory";

  private TlsParameters() {}

  /** Takes the parameters of TLS, looks at the files they name, and answers pgjdbc's properties. */
  static Map<String, String> properties(UrlQuery query, UrlDialect dialect) {
    Optional<String> root = query.take("sslrootcert");
    Optional<String> mode = mode(query, dialect);
    boolean system = root.filter(SYSTEM_ROOTS::equals).isPresent();
    if (system && mode.isEmpty()) {
      mode = Optional.of("verify-full");
    } else if (root.isPresent() && mode.filter("require"::equals).isPresent()) {
      // libpq: with a root certificate, `require` verifies like `verify-ca`.
      mode = Optional.of(system ? "verify-full" : "verify-ca");
    }
    if (system && !mode.filter("verify-full"::equals).isPresent()) {
      throw new DatabaseUrlRefused("the parameter sslrootcert=system needs sslmode=verify-full.");
    }
    Map<String, String> properties = new LinkedHashMap<>();
    mode.ifPresent(value -> properties.put(PGProperty.SSL_MODE.getName(), value));
    boolean encrypts = !mode.filter("disable"::equals).isPresent();
    if (system) {
      properties.put(PGProperty.SSL_FACTORY.getName(), JAVAS_ROOTS);
    } else {
      root.ifPresent(file -> putRoot(properties, file, encrypts));
    }
    putClient(properties, query, encrypts);
    return properties;
  }

  private static Optional<String> mode(UrlQuery query, UrlDialect dialect) {
    Optional<String> ssl = query.take("ssl").map(value -> switched(value, dialect));
    Optional<String> required =
        query.take("requiressl").filter("1"::equals).map(value -> "require");
    return query
        .take("sslmode")
        .map(value -> known("sslmode", value))
        .or(() -> ssl.or(() -> required));
  }

  private static String switched(String value, UrlDialect dialect) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "1", "on", "yes" -> dialect.sslModeWhenTrue();
      case "false", "0", "off", "no" -> dialect.sslModeWhenFalse();
      default -> known("ssl", value);
    };
  }

  private static String known(String name, String value) {
    String mode = value.toLowerCase(Locale.ROOT);
    if (!MODES.contains(mode)) {
      throw new DatabaseUrlRefused(
          "the parameter " + name + " must be one of " + String.join(", ", MODES) + ".");
    }
    return mode;
  }

  private static void putRoot(Map<String, String> properties, String file, boolean encrypts) {
    if (encrypts) {
      TlsFiles.requireCertificates("sslrootcert", file);
    }
    properties.put(PGProperty.SSL_ROOT_CERT.getName(), file);
  }

  private static void putClient(Map<String, String> properties, UrlQuery query, boolean encrypts) {
    Optional<String> password = query.take("sslpassword");
    password.ifPresent(value -> properties.put(PGProperty.SSL_PASSWORD.getName(), value));
    query
        .take("sslcert")
        .ifPresent(
            file -> {
              if (encrypts) {
                TlsFiles.requireCertificates("sslcert", file);
              }
              properties.put(PGProperty.SSL_CERT.getName(), file);
            });
    query
        .take("sslkey")
        .ifPresent(
            file -> {
              properties.put(PGProperty.SSL_KEY.getName(), file);
              if (encrypts) {
                ClientKey.check(file, password)
                    .ifPresent(
                        algorithm ->
                            properties.put(PGProperty.PEM_KEY_ALGORITHM.getName(), algorithm));
              }
            });
  }
}
