package dev.lince.store.pgvector;

import dev.lince.store.pgvector.url.DatabaseUrl;
import java.time.Duration;
import java.util.Properties;

/** What the driver is told beside the address. */
final class DriverProperties {
  private DriverProperties() {}

  /** With time limits for making a connection, unless the address has its own. */
  static Properties of(DatabaseUrl url) {
    Properties properties = new Properties();
    properties.setProperty("ApplicationName", "lince");
    properties.setProperty("connectTimeout", "3");
    properties.setProperty("socketTimeout", "10");
    properties.setProperty("tcpKeepAlive", "true");
    // Every statement is prepared, and vectors are read in binary, from the first time on.
    properties.setProperty("prepareThreshold", "-1");
    url.properties()
        .forEach((name, value) -> properties.setProperty((String) name, (String) value));
    int patience = Integer.parseInt(properties.getProperty("connectTimeout"));
    properties.setProperty("loginTimeout", String.valueOf(patience == 0 ? 0 : patience + 2));
    return properties;
  }

  /** The same, but nothing takes longer than that. */
  static Properties within(Duration limit, Properties properties) {
    Properties limited = new Properties();
    limited.putAll(properties);
    String seconds = String.valueOf(Math.max(1, limit.toSeconds()));
    limited.setProperty("connectTimeout", seconds);
    limited.setProperty("socketTimeout", seconds);
    limited.setProperty("loginTimeout", seconds);
    return limited;
  }
}
