package dev.lince.store.pgvector;

import dev.lince.store.StoreException;
import dev.lince.store.pgvector.url.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first connection of a start. A server that is still starting is waited for; one that refuses
 * is not.
 */
final class FirstContact {
  private static final Logger log = LoggerFactory.getLogger(FirstContact.class);
  private static final Duration BETWEEN = Duration.ofMillis(500);
  private static final Duration LOG_EVERY = Duration.ofSeconds(5);

  private final DatabaseUrl url;
  private final Duration patience;

  FirstContact(DatabaseUrl url, Duration patience) {
    this.url = url;
    this.patience = patience;
  }

  /**
   * Connects, with automatic commits and without a limit on statements, which may be long ones at a
   * start; whoever calls closes it.
   *
   * @throws StoreException.Unavailable where the server cannot be reached in time
   * @throws StoreException.Unreadable where it refuses
   */
  Connection connect() {
    Properties properties = DriverProperties.of(url);
    long begin = System.nanoTime();
    long logged = begin - LOG_EVERY.toNanos();
    while (true) {
      try {
        Connection connection = new DriverConnections(url, properties).getConnection();
        connection.setNetworkTimeout(Runnable::run, 0);
        return connection;
      } catch (SQLException failure) {
        if (!DatabaseFailure.isPassing(failure) || isOfTls(failure)) {
          throw refused(failure);
        }
        if (System.nanoTime() - begin + BETWEEN.toNanos() > patience.toNanos()) {
          throw unreachable(failure);
        }
        if (System.nanoTime() - logged >= LOG_EVERY.toNanos()) {
          logged = System.nanoTime();
          log.warn(
              "Waiting up to {} s for the database {}: {}",
              patience.toSeconds(),
              url.where(),
              DatabaseFailure.said(failure));
        }
        pause(failure);
      }
    }
  }

  /** No TLS where it is asked for, or a certificate that is not trusted: neither passes. */
  private static boolean isOfTls(SQLException failure) {
    return DatabaseFailure.state(failure).equals("08004")
        || failure.getCause() instanceof SSLException;
  }

  private void pause(SQLException failure) {
    try {
      Thread.sleep(BETWEEN);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw unreachable(failure);
    }
  }

  private StoreException unreachable(SQLException failure) {
    return new StoreException.Unavailable(
        "The database %s cannot be reached: %s Start it, or set DATABASE_URL to where it is."
            .formatted(url.where(), DatabaseFailure.said(failure)),
        failure);
  }

  private StoreException refused(SQLException failure) {
    String user = url.user().orElse(System.getProperty("user.name"));
    return switch (DatabaseFailure.state(failure)) {
      case "28P01" ->
          refusal(
              "The database %s refuses the password of the user %s. Correct it in DATABASE_URL."
                  .formatted(url.where(), user),
              failure);
      case "28000" ->
          refusal(
              "The database %s does not let the user %s in: %s Correct the user in DATABASE_URL, or the server's pg_hba.conf."
                  .formatted(url.where(), user, DatabaseFailure.said(failure)),
              failure);
      case "3D000" ->
          refusal(
              "There is no such database as %s. Make it (createdb), or correct its name in DATABASE_URL."
                  .formatted(url.where()),
              failure);
      default ->
          refusal(
              "There can be no connection to the database %s: %s"
                  .formatted(url.where(), DatabaseFailure.said(failure)),
              failure);
    };
  }

  private static StoreException refusal(String sentence, SQLException failure) {
    return new StoreException.Unreadable(sentence, failure);
  }
}
