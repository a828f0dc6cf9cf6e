package dev.lince.store.pgvector;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;

/** Settings of the server for one transaction only. */
final class Transaction {
  private Transaction() {}

  static void set(Connection connection, String name, String value) throws SQLException {
    set(connection, Map.of(name, value));
  }

  /** All of them at the price of one statement. */
  static void set(Connection connection, Map<String, String> settings) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(setting(settings))) {
      bind(statement, settings);
      statement.executeQuery().close();
    }
  }

  /** The statement that sets them, for {@link #bind}. */
  static String setting(Map<String, String> settings) {
    return settings.keySet().stream()
        .map(name -> "set_config(?, ?, true)")
        .collect(Collectors.joining(", ", "SELECT ", ""));
  }

  /** Gives a statement that begins with {@link #setting} its first parameters. */
  static void bind(PreparedStatement statement, Map<String, String> settings) throws SQLException {
    int parameter = 1;
    for (var setting : settings.entrySet()) {
      statement.setString(parameter++, setting.getKey());
      statement.setString(parameter++, setting.getValue());
    }
  }
}
