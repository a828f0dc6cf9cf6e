package dev.lince.store.pgvector;

import dev.lince.store.pgvector.url.DatabaseUrl;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * Makes connections by the driver. The pool gets this in place of address and properties, which it
 * would show in its log, a key's password among them. Safe for use by several threads.
 */
final class DriverConnections implements DataSource {
  private final String jdbcUrl;
  private final Properties properties;
  private final String session;

  DriverConnections(DatabaseUrl url, Properties properties) {
    this(url, properties, "");
  }

  /**
   * @param session a statement for each new connection, which takes effect at once: what is set in
   *     a transaction that nobody commits is lost, and the transaction stays open
   */
  DriverConnections(DatabaseUrl url, Properties properties, String session) {
    this.session = session;
    jdbcUrl = url.jdbcUrl();
    this.properties = new Properties();
    this.properties.putAll(properties);
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = new Driver().connect(jdbcUrl, properties);
    if (connection == null) {
      throw new SQLException("The driver does not take the address %s.".formatted(jdbcUrl));
    }
    if (!session.isEmpty()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(session);
      } catch (SQLException failure) {
        connection.close();
        throw failure;
      }
    }
    return connection;
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("The user is that of the address.");
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException("The driver logs by java.util.logging.");
  }

  @Override
  public void setLoginTimeout(int seconds) {
    properties.setProperty("loginTimeout", String.valueOf(seconds));
  }

  @Override
  public int getLoginTimeout() {
    return Integer.parseInt(properties.getProperty("loginTimeout", "0"));
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("org.postgresql");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("There is no %s inside.".formatted(type.getName()));
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }

  /** Without the properties, some of which are secret. */
  @Override
  public String toString() {
    return jdbcUrl;
  }
}
