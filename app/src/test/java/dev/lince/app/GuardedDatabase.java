package dev.lince.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.store.pgvector.PostgresServer;
import dev.lince.store.pgvector.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** An empty database for Lince, whose user has a password that nobody else says. */
final class GuardedDatabase implements AutoCloseable {
  static final String PASSWORD = "Geheim-4711-Wort";

  private final TestDatabase database;

  private GuardedDatabase(TestDatabase database) {
    this.database = database;
  }

  /** Makes it on a server that runs. */
  static GuardedDatabase on(PostgresServer server) throws SQLException {
    GuardedDatabase made = new GuardedDatabase(server.createDatabase());
    made.execute(
        "DO $$ BEGIN CREATE ROLE guarded SUPERUSER LOGIN PASSWORD '%s'; EXCEPTION WHEN duplicate_object THEN NULL; END $$"
            .formatted(PASSWORD));
    return made;
  }

  String url() {
    return urlThrough(database.port());
  }

  /** By way of another port of 127.0.0.1, as a proxy's. */
  String urlThrough(int port) {
    return "postgresql://guarded:%s@127.0.0.1:%d/%s".formatted(PASSWORD, port, database.name());
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of the rows, as text. */
  List<String> column(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  /** How many images there are; none while there is no table yet, or nobody answers. */
  int images() {
    try {
      return Integer.parseInt(column("SELECT count(*) FROM image_embeddings").getFirst());
    } catch (SQLException notYet) {
      return 0;
    }
  }

  /** Each of the pictures was stored once, with all that belongs to it, and none was refused. */
  void assertHoldsOnce(int pictures) throws SQLException {
    assertThat(images()).isEqualTo(pictures);
    assertThat(column("SELECT count(DISTINCT lince_path(image_path)) FROM image_embeddings"))
        .containsExactly(String.valueOf(pictures));
    assertThat(column("SELECT count(*) FROM lince_images JOIN image_embeddings USING (id)"))
        .containsExactly(String.valueOf(pictures));
    assertThat(column("SELECT state || ' ' || count(*) FROM lince_ledger GROUP BY state"))
        .containsExactly("INDEXED " + pictures);
  }

  @Override
  public void close() {
    database.close();
  }
}
