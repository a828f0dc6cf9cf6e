package dev.lince.store.pgvector;

import dev.lince.store.StoreException;
import dev.lince.store.pgvector.url.DatabaseUrl;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import java.util.Set;

/**
 * What a failure of the database means for those who asked. The class of a failure is its SQLSTATE
 * (appendix A of PostgreSQL's manual). No message of the server has a password in it.
 */
final class DatabaseFailure {
  /** A lock was not to be had in the time that its statement was given. */
  static final String LOCKED = "55P03";

  /** Deadlock, and what two transactions cannot both do. */
  private static final Set<String> CONFLICTS = Set.of("40P01", "40001");

  /** Shut down, crashed, starting; too many connections, no memory; a statement given up. */
  private static final Set<String> PASSING =
      Set.of("57P01", "57P02", "57P03", "57P05", "25P03", "53300", "53200", "57014", LOCKED);

  private DatabaseFailure() {}

  static boolean isConflict(SQLException failure) {
    return failure.getSQLState() != null && CONFLICTS.contains(failure.getSQLState());
  }

  /** Whether it is due to what was to be stored, so that the same would fail again. */
  static boolean isOfContent(SQLException failure) {
    String state = state(failure);
    return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
  }

  /** Whether the server could not be reached, or is not ready yet. */
  static boolean isPassing(SQLException failure) {
    String state = state(failure);
    return failure instanceof SQLTransientConnectionException
        || state.startsWith("08")
        || state.isEmpty()
        || PASSING.contains(state);
  }

  static StoreException of(DatabaseUrl url, SQLException failure) {
    String state = state(failure);
    if (isPassing(failure)) {
      return new StoreException.Unavailable(
          "The database %s does not answer now: %s".formatted(url.where(), said(failure)), failure);
    }
    return switch (state) {
      case "25006" ->
          new StoreException.ReadOnly(
              "The database %s takes no changes: it is a standby, or set to read only."
                  .formatted(url.where()));
      case "53100" ->
          new StoreException.Unavailable(
              "The disk of the database %s is full; make room there.".formatted(url.where()),
              failure);
      case "42501" ->
          new StoreException.Unreadable(
              "The database %s does not let the user do this: %s"
                  .formatted(url.where(), said(failure)),
              failure);
      default ->
          new StoreException.Unreadable(
              "The database %s answered with an error (%s): %s"
                  .formatted(url.where(), state, said(failure)),
              failure);
    };
  }

  /** The server's own words as a sentence, on one line. */
  static String said(SQLException failure) {
    Throwable first = failure;
    while (first instanceof SQLTransientConnectionException && first.getCause() != null) {
      first = first.getCause();
    }
    String message = String.valueOf(first.getMessage()).strip();
    int end = message.indexOf('\n');
    String line = (end < 0 ? message : message.substring(0, end)).strip();
    line = line.replaceFirst("^(ERROR|FATAL|PANIC): +", "");
    return line.endsWith(".") ? line : line + ".";
  }

  static String state(SQLException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState().toUpperCase(Locale.ROOT);
      }
    }
    return "";
  }
}
