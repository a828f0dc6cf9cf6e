package dev.lince.store.pgvector.url;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * Where the database is and how to enter it, as pgjdbc needs it. Immutable, safe for use by several
 * threads, equal by value; {@link #toString} and {@link #jdbcUrl} hold no secret.
 */
public final class DatabaseUrl {
  private final List<DatabaseServer> servers;
  private final String database;
  private final Map<String, String> properties;

  DatabaseUrl(List<DatabaseServer> servers, String database, Map<String, String> properties) {
    this.servers = List.copyOf(servers);
    this.database = database;
    this.properties = Map.copyOf(properties);
  }

  /**
   * Reads a URL of libpq, SQLAlchemy or pgjdbc. The files of certificates and keys that it names
   * are looked at.
   *
   * @throws DatabaseUrlRefused with one sentence that repeats no secret
   */
  public static DatabaseUrl parse(String text) {
    return parse(text, Map.of());
  }

  /**
   * The same; {@code PGUSER} and {@code PGPASSWORD} of {@code environment} count where the URL has
   * no user, or no password.
   */
  public static DatabaseUrl parse(String text, Map<String, String> environment) {
    return DatabaseUrlParser.parse(text, environment);
  }

  /** {@code jdbc:postgresql://host:port/database}; everything else is in {@link #properties}. */
  public String jdbcUrl() {
    return "jdbc:postgresql://"
        + hosts()
        + "/"
        + URLEncoder.encode(database, StandardCharsets.UTF_8);
  }

  /**
   * What {@link java.sql.Driver#connect} takes beside {@link #jdbcUrl}: user, password, TLS and the
   * rest. Without a password pgjdbc looks into the user's {@code .pgpass}. A new object each time,
   * and a secret one.
   */
  public Properties properties() {
    Properties copy = new Properties();
    properties.forEach(copy::setProperty);
    return copy;
  }

  /** For messages: {@code db.example.org:5432/images}, several servers with commas between. */
  public String where() {
    return hosts() + "/" + database;
  }

  /** Never empty: where the URL names no database, it is called like the user. */
  public String database() {
    return database;
  }

  /** None where the one of the operating system is taken. */
  public Optional<String> user() {
    return Optional.ofNullable(properties.get("user"));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DatabaseUrl that
        && servers.equals(that.servers)
        && database.equals(that.database)
        && properties.equals(that.properties);
  }

  @Override
  public int hashCode() {
    return Objects.hash(servers, database, properties);
  }

  /** As {@link #where}. */
  @Override
  public String toString() {
    return where();
  }

  private String hosts() {
    return String.join(",", servers.stream().map(DatabaseServer::toString).toList());
  }
}
