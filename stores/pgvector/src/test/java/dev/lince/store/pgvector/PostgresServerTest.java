package dev.lince.store.pgvector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PostgresServerTest {
  private static PostgresServer server;

  @BeforeAll
  static void start() {
    server = PostgresServer.create().start();
  }

  @AfterAll
  static void close() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void hasVectors() throws SQLException {
    try (TestDatabase database = server.createDatabase();
        Connection connection = database.connect()) {
      run(connection, "CREATE EXTENSION vector");
      assertThat(answer(connection, "SELECT '[3,4]'::vector <-> '[0,0]'::vector")).isEqualTo("5");
    }
  }

  @Test
  void keepsThroughACrashWhatWasCommitted() throws SQLException {
    try (TestDatabase database = server.createDatabase()) {
      try (Connection connection = database.connect()) {
        run(connection, "CREATE TABLE kept AS SELECT 42 AS answer");
        server.kill();
        assertThatExceptionOfType(SQLException.class)
            .isThrownBy(() -> answer(connection, "SELECT answer FROM kept"));
        assertThatExceptionOfType(SQLException.class).isThrownBy(database::connect);
      } finally {
        server.start();
      }
      try (Connection connection = database.connect()) {
        assertThat(answer(connection, "SELECT answer FROM kept")).isEqualTo("42");
      }
    }
  }

  @Test
  void stopsAndStartsOnItsPort() throws SQLException {
    int port = server.port();
    try (TestDatabase database = server.createDatabase()) {
      server.stop();
      assertThatExceptionOfType(SQLException.class).isThrownBy(database::connect);
      server.start();
      try (Connection connection = database.connect()) {
        assertThat(answer(connection, "SHOW port")).isEqualTo(Integer.toString(port));
      }
    }
  }

  @Test
  void asksForThePassword() {
    ServerAddress stranger = ServerAddress.loopback(server.port(), "postgres", "wrong");

    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(stranger::connect)
        .withMessageContaining("password authentication failed");
  }

  @Test
  void doesNotAnswerWhilePaused() throws SQLException {
    try (TestDatabase database = server.createDatabase();
        Connection connection = database.connect()) {
      server.pause();
      try {
        assertThat(connection.isValid(1)).isFalse();
      } finally {
        server.resume();
      }
    }
  }

  @Test
  void leavesNothingBehind() {
    PostgresServer other = PostgresServer.create().start();
    assertThat(other.directory()).exists();

    other.close();

    assertThat(other.directory()).doesNotExist();
    assertThatExceptionOfType(SQLException.class).isThrownBy(other.address()::connect);
  }

  private static void run(Connection connection, String statement) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  private static String answer(Connection connection, String query) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet rows = sql.executeQuery(query)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
