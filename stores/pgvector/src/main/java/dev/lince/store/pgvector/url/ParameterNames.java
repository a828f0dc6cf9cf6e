package dev.lince.store.pgvector.url;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGProperty;

/**
 * Which unknown parameters a refusal may name. In a broken URL a piece of the password can stand
 * where a name belongs; so only what other programs are known to put there, or what is nearly a
 * name of libpq's or pgjdbc's.
 */
final class ParameterNames {
  private static final Set<String> OF_OTHERS =
      Set.of(
          "async_fallback",
          "charset",
          "command_timeout",
          "connection_limit",
          "gssdelegation",
          "max_overflow",
          "pgbouncer",
          "pool_size",
          "pool_timeout",
          "prepared_statement_name_func",
          "requirepeer",
          "schema",
          "server_settings",
          "socket_timeout",
          "sslaccept",
          "sslcertmode",
          "sslidentity",
          "statement_cache_mode",
          "tty");

  private static final Set<String> KNOWN =
      Stream.concat(
              Stream.of(
                  "application_name",
                  "channel_binding",
                  "client_encoding",
                  "connect_timeout",
                  "fallback_application_name",
                  "gssencmode",
                  "hostaddr",
                  "keepalives",
                  "krbsrvname",
                  "load_balance_hosts",
                  "require_auth",
                  "sslnegotiation",
                  "ssl_max_protocol_version",
                  "ssl_min_protocol_version",
                  "target_session_attrs"),
              Arrays.stream(PGProperty.values()).map(PGProperty::getName))
          .collect(Collectors.toUnmodifiableSet());

  /** A message is one line, and goes to a terminal. */
  private static final Pattern FIT_TO_PRINT = Pattern.compile("[A-Za-z0-9_.-]+");

  private static final int LEAST_LETTERS = 7;
  private static final int MOST_ERRORS = 2;

  private ParameterNames() {}

  static boolean mayBeNamed(String name) {
    return OF_OTHERS.contains(name)
        || KNOWN.contains(name)
        || (FIT_TO_PRINT.matcher(name).matches()
            && KNOWN.stream()
                .filter(known -> known.length() >= LEAST_LETTERS)
                .anyMatch(known -> isMisspelling(name, known)));
  }

  /** Levenshtein's distance, where the lengths leave a chance. */
  private static boolean isMisspelling(String name, String known) {
    if (Math.abs(name.length() - known.length()) > MOST_ERRORS) {
      return false;
    }
    int[] above = new int[known.length() + 1];
    Arrays.setAll(above, i -> i);
    for (int row = 1; row <= name.length(); row++) {
      int[] current = new int[above.length];
      current[0] = row;
      for (int i = 1; i < current.length; i++) {
        int changed = above[i - 1] + (name.charAt(row - 1) == known.charAt(i - 1) ? 0 : 1);
        current[i] = Math.min(changed, Math.min(above[i], current[i - 1]) + 1);
      }
      above = current;
    }
    return above[known.length()] <= MOST_ERRORS;
  }
}
