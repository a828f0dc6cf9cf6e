package dev.lince.store.pgvector;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A new, empty database for one test, dropped when it is closed; extension {@code vector} can be
 * created in it. All tests of this JVM share one server, which none of them may stop:
 *
 * <ol>
 *   <li>the one that {@code LINCE_TEST_DATABASE_URL} names, {@code
 *       postgresql://user:password@host:port/database}, whose user may create databases and the
 *       extension;
 *   <li>else a PostgreSQL that is installed here with pgvector, started for these tests;
 *   <li>else one in a container, where a Docker engine runs;
 *   <li>else the test is skipped, or fails with {@code LINCE_REQUIRE=all}.
 * </ol>
 *
 * <p>Safe for use by several threads.
 */
public final class TestDatabase implements AutoCloseable {
  private final ServerAddress server;
  private final String name;

  private TestDatabase(ServerAddress server, String name) {
    this.server = server;
    this.name = name;
  }

  /** A new database on the shared server. */
  public static TestDatabase create() {
    return on(SharedServer.find());
  }

  /** A new database on a given server. */
  static TestDatabase on(ServerAddress server) {
    String name = "lince_test_%016x".formatted(ThreadLocalRandom.current().nextLong());
    TestDatabase database = new TestDatabase(server, name);
    // Not the servers' own template: it may hold what its owner put there.
    database.maintain("CREATE DATABASE " + name + " TEMPLATE template0");
    return database;
  }

  private void maintain(String statement) {
    try (Connection connection = server.connect();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    } catch (SQLException failed) {
      throw new IllegalStateException("The server of the tests refuses: " + statement, failed);
    }
  }

  public String name() {
    return name;
  }

  /** {@code postgresql://user:password@host:port/name}. */
  public String url() {
    return server.url(name);
  }

  /** Where the server listens, for a {@link SilentProxy} in front of it. */
  public String host() {
    return server.host();
  }

  public int port() {
    return server.port();
  }

  /** The URL of this database through another port of 127.0.0.1, as a proxy's. */
  public String urlThrough(int port) {
    return server.through(port).url(name);
  }

  /** A plain connection; the caller closes it. */
  public Connection connect() throws SQLException {
    return server.connect(name);
  }

  /** Drops it, whoever is still connected; its server must run. */
  @Override
  public void close() {
    maintain("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
  }
}
