package dev.lince.store.pgvector;

import dev.lince.store.Notes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The notes' table. */
record TableNotes(Connections connections) implements Notes {
  private static final String FIND = "SELECT text FROM lince_notes WHERE name = ?";
  private static final String PUT =
      "INSERT INTO lince_notes (name, text) VALUES (?, ?)"
          + " ON CONFLICT (name) DO UPDATE SET text = excluded.text";
  private static final String PUT_ONCE =
      "INSERT INTO lince_notes (name, text) VALUES (?, ?) ON CONFLICT (name) DO NOTHING";

  @Override
  public Optional<String> find(String name) {
    return connections.read(connection -> find(connection, name));
  }

  private static Optional<String> find(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
      }
    }
  }

  @Override
  public void put(String name, String text) {
    connections.write(connection -> put(connection, PUT, name, text));
  }

  @Override
  public String putIfAbsent(String name, String text) {
    return connections.write(
        connection -> {
          put(connection, PUT_ONCE, name, text);
          // A statement of its own sees what another process has put in between.
          return find(connection, name).orElse(text);
        });
  }

  static void put(Connection connection, String name, String text) throws SQLException {
    put(connection, PUT, name, text);
  }

  private static int put(Connection connection, String sql, String name, String text)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, name);
      statement.setString(2, text);
      return statement.executeUpdate();
    }
  }
}
