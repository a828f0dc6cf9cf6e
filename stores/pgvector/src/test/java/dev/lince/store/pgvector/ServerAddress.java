package dev.lince.store.pgvector;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where a server listens, and a user of it who may make databases.
 *
 * @param host name or address, an IPv6 one in brackets
 * @param maintenanceDatabase the database from which others are made and dropped
 * @param query settings behind the question mark, as {@code sslmode=require}, or null
 */
record ServerAddress(
    String host,
    int port,
    String user,
    String password,
    String maintenanceDatabase,
    @Nullable String query) {

  /** A server on 127.0.0.1 with the database {@code postgres}. */
  static ServerAddress loopback(int port, String user, String password) {
    return new ServerAddress("127.0.0.1", port, user, password, "postgres", null);
  }

  /** Reads {@code postgresql://user:password@host:port/database?settings}. */
  static ServerAddress parse(String url) {
    URI uri = URI.create(url);
    String userInfo = uri.getRawUserInfo();
    String path = uri.getRawPath();
    if (uri.getHost() == null || userInfo == null || path == null || path.length() < 2) {
      throw new IllegalArgumentException(
          "A database for the tests is given as postgresql://user:password@host:port/database.");
    }
    String[] names = userInfo.split(":", 2);
    return new ServerAddress(
        uri.getHost(),
        uri.getPort() < 0 ? 5432 : uri.getPort(),
        decode(names[0]),
        names.length > 1 ? decode(names[1]) : "",
        decode(path.substring(1)),
        uri.getRawQuery());
  }

  /** The same server through a port of 127.0.0.1, as that of a proxy. */
  ServerAddress through(int proxyPort) {
    return new ServerAddress("127.0.0.1", proxyPort, user, password, maintenanceDatabase, query);
  }

  /** The URL of a database of this server, password included. */
  String url(String database) {
    return "postgresql://%s:%s@%s".formatted(encode(user), encode(password), place(database));
  }

  /** A connection to the maintenance database. */
  Connection connect() throws SQLException {
    return connect(maintenanceDatabase);
  }

  Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("loginTimeout", "10");
    return DriverManager.getConnection("jdbc:postgresql://" + place(database), properties);
  }

  private String place(String database) {
    String settings = query == null ? "" : "?" + query;
    return "%s:%d/%s%s".formatted(host, port, encode(database), settings);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }
}
