package dev.lince.store.pgvector;

import dev.lince.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * Which space a store was opened on, by a number that every switch counts up; a store whose number
 * is not the database's any more has other vectors in mind than those that are there.
 *
 * <p>What reads looks at the number last, in its own transaction: it holds the lock of {@code
 * image_embeddings} since it first read of it, so no switch can come in between, and one that came
 * before is seen. What takes long, or writes, looks at it first, under a lock that a switch waits
 * for. Neither costs a round trip of its own.
 */
record SpaceNumber(int number) {
  private static final String NUMBER = "SELECT space_number FROM lince_store";

  /** Who holds what against a switch. */
  enum Lock {
    /** Reads images; waits for a switch and is waited for, no more. */
    READ("LOCK TABLE image_embeddings IN ACCESS SHARE MODE"),
    /** Writes anything, beside others who do. */
    WRITE("LOCK TABLE lince_store IN ROW SHARE MODE"),
    /** Changes the space: nobody of Lince writes meanwhile. */
    ALONE("LOCK TABLE lince_store IN EXCLUSIVE MODE");

    private final String statement;

    Lock(String statement) {
      this.statement = statement;
    }
  }

  /** As the database has it now. */
  static SpaceNumber of(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(NUMBER);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return new SpaceNumber(rows.getInt(1));
    }
  }

  /**
   * Begins a transaction in which no switch can happen.
   *
   * @param settings of the server, for this transaction
   * @throws StoreException.Superseded where one has happened
   */
  void begin(Connection connection, Lock lock, Map<String, String> settings) throws SQLException {
    // The number in a statement of its own, which sees what was committed while the lock was waited
    // for.
    String sql = Transaction.setting(settings) + "; " + lock.statement + "; " + NUMBER;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Transaction.bind(statement, settings);
      check(last(statement));
    }
  }

  /**
   * Ends a transaction that only read.
   *
   * @throws StoreException.Superseded where what it read is of another space
   */
  void end(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(NUMBER + "; COMMIT")) {
      check(last(statement));
    }
    // The server has; this is for the pool, and asks nobody.
    connection.commit();
  }

  /** Whether a switch explains a failure, after which nothing is left of the transaction. */
  boolean hasChanged(Connection connection) throws SQLException {
    boolean changed = !of(connection).equals(this);
    connection.rollback();
    return changed;
  }

  /** The number in the last of the results that have rows. */
  private static int last(PreparedStatement statement) throws SQLException {
    int number = 0;
    boolean hasRows = statement.execute();
    while (hasRows || statement.getUpdateCount() >= 0) {
      if (hasRows) {
        try (ResultSet rows = statement.getResultSet()) {
          if (rows.getMetaData().getColumnName(1).equals("space_number") && rows.next()) {
            number = rows.getInt(1);
          }
        }
      }
      hasRows = statement.getMoreResults(Statement.CLOSE_CURRENT_RESULT);
    }
    return number;
  }

  private void check(int found) {
    if (found != number) {
      throw new StoreException.Superseded();
    }
  }
}
